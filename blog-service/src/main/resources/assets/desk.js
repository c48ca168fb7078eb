import { Draft } from './drafts.js';
import { livePreview } from './preview.js';
import { sendUntilAnswered } from './sending.js';

const form = document.getElementById('desk');
const button = document.getElementById('send');
const saying = document.getElementById('saying');
const editing = form.dataset.kind === 'edit';
const draft = new Draft(form);
const preview = livePreview(form);
const fields = [form.title, form.tags, form.body];
const untouched = JSON.stringify(content());
let sending = false;
let leaving = false;

function content() {
  return {
    title: form.title.value,
    tags: form.tags.value,
    body: form.body.value,
    key: form.key?.value,
    version: form.version?.value,
  };
}

function say(words, bad = false) {
  saying.textContent = words;
  saying.classList.toggle('bad', bad);
}

function keep(sent) {
  return draft.save({ ...content(), sent });
}

function restore() {
  const kept = draft.load();
  if (!kept || form.dataset.conflict === 'true') {
    return;
  }
  for (const name of ['title', 'tags', 'body']) {
    form[name].value = kept[name] ?? '';
  }
  if (form.key && kept.key) {
    form.key.value = kept.key;
  }
  if (form.version && kept.version) {
    form.version.value = kept.version;
  }
  say(kept.sent
    ? `This was being ${editing ? 'saved' : 'published'} when the page was left. Send it again: it will not be there twice.`
    : 'Your draft from last time is here.');
  preview();
}

function busy(now) {
  sending = now;
  button.setAttribute('aria-disabled', String(now));
  for (const field of fields) {
    field.readOnly = now;
  }
}

function tagList() {
  const tags = form.tags.value.split(/(?<!\\),/).map((tag) => tag.replaceAll('\\,', ',').trim());
  return [...new Set(tags.filter((tag) => tag))];
}

/** Names what is wrong where it is wrong; the first of it gets the focus. */
function showErrors(errors) {
  for (const field of fields) {
    field.removeAttribute('aria-invalid');
    document.getElementById(`${field.name}-error`)?.remove();
  }
  for (const { field: name, message } of errors) {
    const field = form[name];
    if (!field) {
      continue;
    }
    const words = Object.assign(document.createElement('p'), { className: 'error', id: `${name}-error` });
    words.textContent = `${{ title: 'The title', tags: 'Tags', body: 'The text' }[name]} ${message}.`;
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', words.id);
    field.after(words);
  }
  fields.find((field) => field.hasAttribute('aria-invalid'))?.focus();
}

async function refused(answer) {
  const problem = await answer.json().catch(() => ({}));
  showErrors(problem.errors ?? []);
  if (answer.status === 401 || answer.status === 403) {
    say('You are not signed in any more. Your text is kept here: sign in in another tab, reload this page, and send it.', true);
  } else if (answer.status === 422) {
    form.key.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    say('You have published another text from this form: it is among your posts. Publish again to make this one a post of its own.', true);
  } else {
    say(problem.errors?.length ? 'Not published yet: see above.' : problem.detail ?? 'This was refused.', true);
  }
  keep(false);
}

async function send() {
  busy(true);
  say(editing ? 'Saving' : 'Publishing');
  keep(true);
  const post = { title: form.title.value.trim(), body: form.body.value, tags: tagList() };
  const answer = editing
    ? await sendUntilAnswered('PUT', `/api/blogs/${form.dataset.blog}`, { 'If-Match': `"${form.version.value}"` }, post, say)
    : await sendUntilAnswered('POST', '/api/blogs', { 'Idempotency-Key': form.key.value }, post, say);
  if (answer.ok) {
    const blog = await answer.json();
    leaving = true;
    draft.forget();
    location.assign(`/posts/${blog.id}?way`);
  } else if (answer.status === 412) {
    // The server's page shows both versions, or sees that the saved one is ours and only its answer was lost.
    leaving = true;
    draft.forget();
    form.submit();
  } else {
    busy(false);
    await refused(answer);
  }
}

form.addEventListener('input', () => {
  if (!sending) {
    say(keep(false) ? 'Draft kept in this browser.' : '');
  }
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (!sending) {
    send();
  }
});
addEventListener('beforeunload', (event) => {
  if (!leaving && (sending || (JSON.stringify(content()) !== untouched && !draft.load()))) {
    event.preventDefault();
  }
});
// Back to a page that had been sent: its key is used up, so a fresh page is fetched.
addEventListener('pageshow', (event) => event.persisted && location.reload());

restore();
