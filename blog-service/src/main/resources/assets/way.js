// The live trail of a post: committed, on the topic, and then whatever groups read it, today's and tomorrow's.
const NAMES = { 'counter-consumer': 'Counted', 'search-indexer': 'Searchable' };
const PATIENCE_MILLIS = 5000;
const section = document.getElementById('way');
const summary = document.getElementById('way-summary');
const list = section.querySelector('.steps');
const source = new EventSource(`/api/blogs/${section.dataset.blog}/progress`);
let shown = '';

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23',
});
const at = (time) => (time ? clock.format(new Date(time)) : '');
const records = (n) => `${n.toLocaleString()} ${n === 1 ? 'record' : 'records'}`;

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function committed(progress) {
  return { state: 'done', what: 'Committed', when: at(progress.committedAt), why: '' };
}

function onTopic({ topic }) {
  return topic
    ? { state: 'done', what: 'On the topic', group: topic.partition === null ? topic.name : `${topic.name}, partition ${topic.partition}, offset ${topic.offset}`, when: at(topic.at), why: '' }
    : { state: 'waiting', what: 'On its way to the topic', when: '', why: '' };
}

function isLate(group) {
  const waited = group.waitingSince ? Date.now() - Date.parse(group.waitingSince) : 0;
  return group.state === 'waiting' && (group.members === 0 || waited > PATIENCE_MILLIS);
}

function behind(group) {
  const before = group.recordsBefore > 0 ? `${records(group.recordsBefore)} before it` : 'next in line';
  const since = group.waitingSince ? `, waiting since ${at(group.waitingSince)}` : '';
  const who = group.members === 0 ? 'Nobody of this group is running now. ' : '';
  return `${who}${before[0].toUpperCase()}${before.slice(1)}${since}.`;
}

function byGroup(group) {
  const what = NAMES[group.group] ?? `Read by ${group.group}`;
  const named = NAMES[group.group] ? group.group : '';
  if (group.state === 'done') {
    return { state: 'done', what, group: named, when: at(group.doneAt) || 'before anybody watched', why: '' };
  }
  if (group.state === 'dead-lettered') {
    return { state: 'bad', what: `${what}: set aside`, group: named, when: '', why: `${group.reason ?? 'This group could not take it'}. Your post is safe; the group's team can send it through again.` };
  }
  if (group.state === 'unknown') {
    return { state: 'late waiting', what: `${what}: unknown`, group: named, when: '', why: group.reason ?? '' };
  }
  if (group.state === 'in-gap') {
    return { state: 'bad', what: `${what}: missed`, group: named, when: '', why: 'Its record was deleted from the topic before this group read it. Your post is safe; an operator can send it again.' };
  }
  return { state: isLate(group) ? 'late waiting' : 'waiting', what: `${what}: not yet`, group: named, when: '', why: behind(group) };
}

function sentence(progress) {
  if (!progress.topic) {
    return 'Your post is safe: committed, and on its way to the topic.';
  }
  if (progress.groups.some(isLate)) {
    return 'Late, your post is safe.';
  }
  if (progress.groups.some((group) => group.state === 'dead-lettered')) {
    return 'Your post is safe, but not every group could take it.';
  }
  if (progress.groups.some((group) => group.state === 'in-gap')) {
    return 'Your post is safe, but not every group has read it.';
  }
  if (!progress.done) {
    return 'Your post is safe, and on its way.';
  }
  return 'Your post has arrived everywhere.';
}

function item(step) {
  const li = element('li', step.state, '');
  const what = element('span', 'what', step.what);
  if (step.group) {
    what.append(' ', element('span', 'group', step.group));
  }
  li.append(what, element('span', 'when', step.when));
  if (step.why) {
    li.append(element('span', 'why', step.why));
  }
  return li;
}

function show(progress) {
  const steps = [committed(progress), onTopic(progress), ...(progress.groups ?? []).map(byGroup)];
  const now = JSON.stringify(steps);
  if (now !== shown) {
    shown = now;
    list.replaceChildren(...steps.map(item));
  }
  const words = sentence(progress);
  if (summary.textContent !== words) {
    summary.textContent = words;
  }
  section.dataset.done = String(progress.done);
}

let last = null;
const again = setInterval(() => last && show(last), 1000);
function take(event) {
  last = JSON.parse(event.data);
  show(last);
}
source.addEventListener('progress', take);
source.addEventListener('done', (event) => {
  take(event);
  source.close();
  clearInterval(again);
});
source.addEventListener('error', () => {
  summary.textContent = source.readyState === EventSource.CLOSED
    ? 'Your post is safe. Its way cannot be shown now; reload in a moment.'
    : 'Your post is safe. No connection; looking again by itself.';
});
