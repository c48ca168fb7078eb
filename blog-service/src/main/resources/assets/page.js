// On every page: times that matter to the second are shown in the reader's own time.
export function localTimes(root) {
  for (const time of root.querySelectorAll('time')) {
    if (/UTC$/.test(time.textContent.trim())) {
      time.textContent = new Date(time.dateTime).toLocaleTimeString();
    }
  }
}

/** A reference to what a page needs to change something in its author's name. */
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? '';
}

export const pause = (millis) => new Promise((done) => setTimeout(done, millis));

localTimes(document);
