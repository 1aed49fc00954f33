/** Those who are told in this process, at most once in each turn of the event loop. */
export class Listeners {
  // By registration: the same function may have come twice, and is told until both have gone.
  readonly #wakes = new Set<{ readonly wake: () => void }>();
  #due = false;

  get isEmpty(): boolean {
    return this.#wakes.size === 0;
  }

  add(wake: () => void): () => void {
    const registration = { wake };
    this.#wakes.add(registration);
    return () => void this.#wakes.delete(registration);
  }

  tell(): void {
    if (this.#due || this.isEmpty) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      // One who goes while the others are told is told no more.
      for (const { wake } of this.#wakes) wake();
    });
  }
}
