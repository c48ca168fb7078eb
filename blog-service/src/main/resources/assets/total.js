import { localTimes, pause } from './page.js';

const PAUSE = 1000;

/** Follows the author's total while posts of his are on their way to the counter, or the counter is away. */
async function follow() {
  let total = document.getElementById('total');
  while (total.dataset.settled !== 'true') {
    await pause(PAUSE);
    if (document.hidden) {
      continue;
    }
    try {
      const answer = await fetch('/posts/total');
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('total');
      if (!answer.ok || !next) {
        return;
      }
      localTimes(next);
      total.replaceWith(next);
      total = next;
    } catch {
      // No connection: the number on the page says as of when it is.
    }
  }
}

follow();
