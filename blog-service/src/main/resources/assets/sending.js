import { csrfToken, pause } from './page.js';

const LONGEST_PAUSE = 5000;
const PATIENCE = 15000;

/**
 * Sends until there is an answer. The same key or version goes with each try, so that a try whose answer was lost is not
 * done twice.
 *
 * @param waiting told why there is no answer yet
 */
export async function sendUntilAnswered(method, url, headers, post, waiting) {
  for (let wait = 500; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
    try {
      const answer = await fetch(url, {
        method,
        headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': csrfToken(), ...headers },
        body: JSON.stringify(post),
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (![409, 429, 502, 503, 504].includes(answer.status)) {
        return answer;
      }
      waiting('The server is busy; trying again by itself.');
      wait = Math.max(wait, 1000 * Number(answer.headers.get('Retry-After') ?? 0));
    } catch {
      waiting('No connection. Your text is kept here, and sent as soon as there is one.');
    }
    await Promise.race([pause(wait), new Promise((online) => addEventListener('online', online, { once: true }))]);
  }
}
