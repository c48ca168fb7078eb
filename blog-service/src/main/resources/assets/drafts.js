// What is being written is kept in this browser until it is published.
export class Draft {
  constructor(form) {
    const author = document.querySelector('meta[name="author-id"]')?.content ?? '';
    this.name = `pressroom:draft:${author}:${form.dataset.blog ?? 'new'}`;
  }

  load() {
    try {
      return JSON.parse(localStorage.getItem(this.name));
    } catch {
      return null;
    }
  }

  /** @returns whether it could be kept: private windows and full disks refuse */
  save(content) {
    try {
      localStorage.setItem(this.name, JSON.stringify({ ...content, at: new Date().toISOString() }));
      return true;
    } catch {
      return false;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.name);
    } catch {
      // Nothing was kept, then.
    }
  }
}
