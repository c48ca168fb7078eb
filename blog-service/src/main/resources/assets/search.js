const QUIET_MILLIS = 150;
const AGAIN_MILLIS = { first: 1000, longest: 10000 };
const form = document.getElementById('search');
let results = document.getElementById('results');
let timer = 0;
let again = 0;
let pause = AGAIN_MILLIS.first;
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
    if (next) {
      show(next);
      history.replaceState(null, '', asked.size ? `/search?${asked}` : '/search');
    }
  } catch (problem) {
    if (problem.name === 'AbortError') {
      return;
    }
    const words = Object.assign(document.createElement('p'), { className: 'note' });
    words.setAttribute('role', 'status');
    words.dataset.askAgain = '';
    words.textContent = 'No connection. This page asks again by itself.';
    const next = results.cloneNode(false);
    next.append(words);
    show(next);
  }
  results.classList.remove('asking');
  askAgainIfEmpty();
}

/** The same words once more would be read aloud once more. */
function show(next) {
  if (next.innerHTML !== results.innerHTML) {
    results.replaceWith(next);
    results = next;
  }
}

/** Nobody has to type again to learn that search is back, or that a post has been found since: that takes up to a second more. */
function askAgainIfEmpty() {
  clearTimeout(again);
  if (results.querySelector('[data-ask-again]')) {
    again = setTimeout(ask, pause);
    pause = Math.min(2 * pause, AGAIN_MILLIS.longest);
  }
}

function askAnew() {
  clearTimeout(timer);
  pause = AGAIN_MILLIS.first;
  ask();
}

form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(askAnew, QUIET_MILLIS);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  askAnew();
});
askAgainIfEmpty();
