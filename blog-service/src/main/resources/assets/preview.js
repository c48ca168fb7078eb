import { csrfToken } from './page.js';

const QUIET_MILLIS = 180;

/** Shows a text as it would look when published: rendered and sanitised by the server, as posts are. */
export function livePreview(form) {
  const section = form.querySelector('#preview');
  const title = form.querySelector('#preview-title');
  const body = form.querySelector('#preview-body');
  let timer = 0;
  let newest = 0;

  async function show() {
    const mine = ++newest;
    try {
      const answer = await fetch('/preview', {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain;charset=UTF-8', 'X-CSRF-TOKEN': csrfToken() },
        body: form.body.value,
      });
      // A slow answer must not replace the one to a later text.
      if (answer.ok && mine === newest) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        body.replaceChildren(...page.body.childNodes);
      }
    } catch {
      // Without a connection the last preview stays; the next change tries again.
    }
  }

  function soon() {
    title.textContent = form.title.value || 'Your title';
    clearTimeout(timer);
    timer = setTimeout(show, QUIET_MILLIS);
  }

  section.hidden = false;
  form.classList.add('live');
  form.addEventListener('input', soon);
  soon();
  return soon;
}
