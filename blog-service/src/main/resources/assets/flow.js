import { pause } from './page.js';

// The flow as a picture: what is drawn once here moves with what the service measures once a second.
const SVG = 'http://www.w3.org/2000/svg';
const NAMES = { 'counter-consumer': 'counts posts', 'search-indexer': 'finds posts' };
const place = document.getElementById('flow');
const state = document.getElementById('flow-state');
const rows = document.querySelector('#flow-table tbody');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const narrow = matchMedia('(max-width: 40rem)');
const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
let latest = null;
let drawn = '';

function draw(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function isLate(group) {
  return group.members === 0 || Boolean(group.stalledSince);
}

function box(id, x, y, width, height, name, what) {
  const g = draw('g', { id });
  g.append(
    draw('rect', { class: 'box', x, y, width, height, rx: 8 }),
    draw('text', { class: 'name', x: x + 16, y: y + 30 }, name),
    draw('text', { class: 'small', x: x + 16, y: y + 52 }, what),
    draw('text', { class: 'big', x: x + 16, y: y + 84 }, ''),
    draw('text', { class: 'small more', x: x + 16, y: y + 106 }, ''),
  );
  return g;
}

/** Wide: from left to right. Narrow: from top to bottom. */
function layout(groups) {
  if (narrow.matches) {
    const step = 142;
    return {
      size: [360, 304 + step * groups.length - 14],
      outbox: [20, 10], topic: [20, 10 + step],
      groups: groups.map((_, i) => [70, 20 + step * (2 + i)]),
      pipes: [['outbox', 'M180 130V152'], ...groups.map((group, i) => [group.group, `M45 272V${80 + step * (2 + i)}H70`])],
      width: 320, groupWidth: 270,
    };
  }
  const height = Math.max(300, 20 + 140 * groups.length);
  const middle = height / 2;
  const first = middle - (140 * groups.length - 20) / 2;
  return {
    size: [900, height],
    outbox: [10, middle - 60], topic: [330, middle - 60],
    groups: groups.map((_, i) => [640, first + 140 * i]),
    pipes: [
      ['outbox', `M250 ${middle}H330`],
      ...groups.map((group, i) => [group.group, `M570 ${middle}C605 ${middle} 605 ${first + 60 + 140 * i} 640 ${first + 60 + 140 * i}`]),
    ],
    width: 240, groupWidth: 250,
  };
}

function rebuild(flow) {
  const at = layout(flow.groups);
  const [width, height] = at.size;
  const svg = draw('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'Posts go from the outbox to the topic, and from there to each group.' });
  for (const [id, d] of at.pipes) {
    svg.append(draw('path', { class: 'pipe', id: `pipe-${id}`, d }));
  }
  svg.append(box('outbox', ...at.outbox, at.width, 120, 'Outbox', 'committed with each post'));
  svg.append(box('topic', ...at.topic, at.width, 120, flow.topic.name, `${flow.topic.partitions} partitions`));
  flow.groups.forEach((group, i) =>
    svg.append(box(`group-${group.group}`, ...at.groups[i], at.groupWidth, 120, group.group, NAMES[group.group] ?? 'reads the topic')));
  place.replaceChildren(svg);
}

function fill(id, big, more, late) {
  const g = document.getElementById(id);
  g.setAttribute('class', late ? 'late' : '');
  g.querySelector('.big').textContent = big;
  g.querySelector('.more').textContent = more;
}

/** Dots run along a pipe, one for each event up to a few. */
function run(id, perSecond) {
  const pipe = document.getElementById(`pipe-${id}`);
  for (let i = 0; !still.matches && i < Math.min(8, Math.ceil(perSecond)); i++) {
    const dot = draw('circle', { class: 'dot', r: 5 });
    pipe.after(dot);
    const length = pipe.getTotalLength();
    const begin = performance.now() + i * 120;
    const move = (now) => {
      const part = (now - begin) / 900;
      if (part >= 1 || !dot.isConnected) {
        dot.remove();
        return;
      }
      const { x, y } = pipe.getPointAtLength(length * Math.max(0, part));
      dot.setAttribute('cx', x);
      dot.setAttribute('cy', y);
      requestAnimationFrame(move);
    };
    requestAnimationFrame(move);
  }
}

function stateOf(group) {
  if (group.members === 0) {
    return 'not running; nothing is lost';
  }
  if (group.missed > 0) {
    return `${number.format(group.missed)} deleted before it read them`;
  }
  return group.stalledSince ? `stalled since ${new Date(group.stalledSince).toLocaleTimeString()}` : group.lag > 0 ? 'catching up' : 'up to date';
}

function table(flow) {
  rows.replaceChildren(...flow.groups.map((group) => {
    const row = document.createElement('tr');
    for (const [text, numeric] of [[group.group], [number.format(group.lag), 1], [number.format(group.perSecond), 1], [group.members, 1], [stateOf(group)]]) {
      const cell = document.createElement('td');
      cell.textContent = text;
      cell.className = numeric ? 'num' : '';
      row.append(cell);
    }
    return row;
  }));
}

function show(flow) {
  latest = flow;
  const shape = `${narrow.matches} ${flow.groups.map((group) => group.group)}`;
  if (shape !== drawn) {
    drawn = shape;
    rebuild(flow);
  }
  const { unsent, oldestSeconds } = flow.outbox ?? { unsent: 0, oldestSeconds: 0 };
  fill('outbox', number.format(unsent), unsent ? `waiting, oldest ${number.format(oldestSeconds)} s` : 'waiting to be sent', oldestSeconds > 5);
  fill('topic', number.format(flow.topic.records), `events, ${number.format(flow.topic.perSecond)} a second`, false);
  run('outbox', flow.topic.perSecond);
  for (const group of flow.groups) {
    fill(`group-${group.group}`, group.lag ? `${number.format(group.lag)} behind` : group.missed ? `${number.format(group.missed)} missed` : 'Up to date', isLate(group) ? stateOf(group) : `${number.format(group.perSecond)} a second, ${group.members} ${group.members === 1 ? 'member' : 'members'}`, isLate(group));
    run(group.group, group.perSecond);
  }
  table(flow);
  const late = flow.groups.filter(isLate).map((group) => group.group);
  const words = late.length ? `Late: ${late.join(', ')}. Posts are safe and wait on the topic.` : flow.note ?? 'Live, about once a second.';
  if (state.textContent !== words) {
    state.textContent = words;
  }
}

const source = new EventSource(place.dataset.src);
source.addEventListener('flow', (event) => show(JSON.parse(event.data)));
source.addEventListener('error', async () => {
  state.textContent = 'No figures right now; looking again by itself.';
  if (source.readyState === EventSource.CLOSED) {
    await pause(3000);
    location.reload();
  }
});
narrow.addEventListener('change', () => latest && show(latest));
