interface Hold {
  /** At what the instance was when it was taken; undefined if there was none. */
  readonly revision: number | undefined;
  readonly release: () => void;
}

/**
 * Who may change which instance: one after another. Where no transaction tells when somebody is done, that is when he has
 * written, or has come to an end of what he does at once without having written.
 */
export class MemoryHolds {
  readonly #turns = new Map<string, Promise<void>>();
  readonly #holds = new Map<string, Hold>();

  /** Waits for one's turn with an instance. Answers what ends it. */
  async turn(name: string): Promise<() => void> {
    const before = this.#turns.get(name);
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.#turns.set(name, ended);
    await before;
    return () => {
      if (this.#turns.get(name) === ended) this.#turns.delete(name);
      end();
    };
  }

  /** Waits for one's turn with instances, in the order given, until one writes. */
  async take(names: readonly string[], revisionOf: (name: string) => number | undefined): Promise<void> {
    const own: Hold[] = [];
    for (const name of names) {
      const release = await this.turn(name);
      const hold = { revision: revisionOf(name), release };
      this.#holds.set(name, hold);
      own.push(hold);
    }
    setImmediate(() => own.forEach(({ release }) => release()));
  }

  /** Whether an instance is as it was when it was taken, or is begun by one who did not look. */
  isAsTaken(name: string, revision: number | undefined): boolean {
    const hold = this.#holds.get(name);
    return hold === undefined ? revision === undefined : hold.revision === revision;
  }

  /** What was taken has been written. */
  written(name: string): void {
    this.#holds.get(name)?.release();
    this.#holds.delete(name);
  }
}
