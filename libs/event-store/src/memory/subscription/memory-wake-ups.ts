import type { WakeUps } from '../../subscription/wake-ups.js';

/** Tells of every append of this store, those of one turn of the event loop at once. There are no others. */
export class MemoryWakeUps implements WakeUps {
  readonly pollMs = 1_000;
  readonly #listeners = new Map<symbol, () => void>();
  #due = false;

  listen(wake: () => void): () => void {
    const listener = Symbol('listener');
    this.#listeners.set(listener, wake);
    return () => void this.#listeners.delete(listener);
  }

  appended(): void {
    if (this.#due || this.#listeners.size === 0) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      for (const [listener, wake] of [...this.#listeners]) if (this.#listeners.has(listener)) wake();
    });
  }
}
