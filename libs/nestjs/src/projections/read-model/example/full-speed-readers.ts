/** Readers who ask again as soon as they are answered, and note every different thing that they have seen. */
export class FullSpeedReaders {
  readonly #seen = new Set<string>();
  readonly #loops: Promise<void>[] = [];
  #isOver = false;

  /** @param ask answers what there is, in some words */
  constructor(asks: readonly (() => Promise<string>)[]) {
    for (const ask of asks) this.#loops.push(this.#read(ask));
  }

  /** Stops them, and tells what they have seen. */
  async stop(): Promise<readonly string[]> {
    this.#isOver = true;
    await Promise.all(this.#loops);
    return [...this.#seen].toSorted();
  }

  async #read(ask: () => Promise<string>): Promise<void> {
    while (!this.#isOver) this.#seen.add(await ask().catch((error: unknown) => `error: ${String(error)}`));
  }
}
