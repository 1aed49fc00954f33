import type { RunnerNotice } from '@daybook/event-store';

/** What the application's runner tells of, for all who want to hear it. */
export class RunnerNotices {
  readonly #listeners = new Set<(notice: RunnerNotice) => void>();

  /** Has notices told from now on; ends by what it returns. */
  listen(listener: (notice: RunnerNotice) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(notice: RunnerNotice): void {
    for (const listener of this.#listeners) listener(notice);
  }
}
