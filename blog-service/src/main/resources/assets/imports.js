import { csrfToken } from './page.js';

const upload = document.getElementById('upload');
const job = document.getElementById('job');

/** Sends the file as it is, so that its way can be shown; the form alone would do the same without. */
function send(event) {
  event.preventDefault();
  const saying = document.getElementById('saying');
  const file = upload.file.files[0];
  const request = new XMLHttpRequest();
  request.open('POST', '/api/imports');
  request.setRequestHeader('Content-Type', 'application/zip');
  request.setRequestHeader('X-CSRF-TOKEN', csrfToken());
  request.responseType = 'json';
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    saying.textContent = `${Math.floor((100 * loaded) / total)} % uploaded`;
  });
  request.addEventListener('load', () => {
    if (request.status === 202) {
      location.assign(`/imports/${request.response.id}`);
    } else {
      saying.textContent = request.response?.detail ?? 'This was refused.';
    }
  });
  request.addEventListener('error', () => {
    saying.textContent = 'The connection was lost. Import the same file again: nothing is published twice.';
  });
  request.send(file);
}

function show(now) {
  const dealtWith = now.published + now.alreadyThere + now.failed + (now.skipped ?? 0);
  const bar = document.getElementById('bar');
  bar.max = now.total || 1;
  bar.value = dealtWith;
  document.getElementById('job-state').textContent = `This import is ${now.state}.`;
  document.getElementById('job-counts').textContent =
    `${now.published} published, ${now.alreadyThere} already there, ${now.failed} failed, of ${now.total}`;
  document.getElementById('failures-title').hidden = now.failures.length === 0;
  document.getElementById('failures').replaceChildren(...now.failures.map(({ file, reason }) => {
    const item = document.createElement('li');
    item.append(Object.assign(document.createElement('code'), { textContent: file }), ` ${reason}`);
    return item;
  }));
  const rest = now.failed - now.failures.length;
  document.getElementById('failures-rest').textContent = rest > 0 ? `and ${rest} more, which the API lists` : '';
  job.dataset.state = now.state.toUpperCase();
}

function follow() {
  const source = new EventSource(`/api/imports/${job.dataset.job}`);
  source.addEventListener('progress', (event) => show(JSON.parse(event.data)));
  source.addEventListener('done', (event) => {
    source.close();
    show(JSON.parse(event.data));
    document.getElementById('cancel')?.remove();
  });
}

upload?.addEventListener('submit', send);
if (job && ['WAITING', 'RUNNING'].includes(job.dataset.state)) {
  follow();
}
