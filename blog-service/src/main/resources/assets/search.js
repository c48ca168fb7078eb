const QUIET_MILLIS = 150;
const AGAIN_MILLIS = 5000;
const form = document.getElementById('search');
let results = document.getElementById('results');
let timer = 0;
let again = 0;
let current = null;

function question() {
  return new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
}

async function ask() {
  current?.abort();
  current = new AbortController();
  const asked = question();
  results.classList.add('asking');
  try {
    const answer = await fetch(`/search/results?${asked}`, { signal: current.signal });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('results');
    // The same words again would be read aloud again.
    if (next && !(isDown(next) && isDown(results))) {
      results.replaceWith(next);
      results = next;
      history.replaceState(null, '', asked.size ? `/search?${asked}` : '/search');
    }
  } catch (problem) {
    if (problem.name === 'AbortError') {
      return;
    }
    const words = Object.assign(document.createElement('p'), { className: 'note' });
    words.setAttribute('role', 'status');
    words.textContent = 'No connection. What you type is asked again as soon as you go on.';
    results.replaceChildren(words);
  }
  results.classList.remove('asking');
  askAgainIfDown();
}

function isDown(shown) {
  return shown.querySelector('[data-down]') !== null;
}

/** Nobody has to type again to learn that search is back. */
function askAgainIfDown() {
  clearTimeout(again);
  if (isDown(results)) {
    again = setTimeout(ask, AGAIN_MILLIS);
  }
}

form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(ask, QUIET_MILLIS);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(timer);
  ask();
});
askAgainIfDown();
