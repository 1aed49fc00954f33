import { pauseAfter } from './retry-pause.js';
import type { RunnerNotice } from './runner-notice.js';

const pauses = { firstMs: 50, longestMs: 1_000 };

/** A series of failures of one kind of work: told of when it begins and when it is over. */
export class Trouble {
  #failures = 0;

  constructor(
    private readonly about: { readonly doing: string; readonly subscription?: string; readonly segment?: number },
    private readonly notice: (notice: RunnerNotice) => void,
  ) {}

  /** How long to wait before the next try, in milliseconds. */
  failed(error: unknown): number {
    this.#failures++;
    if (this.#failures === 1) this.notice({ word: 'failing', ...this.about, error });
    return pauseAfter(this.#failures, pauses);
  }

  over(): void {
    if (this.#failures === 0) return;
    this.#failures = 0;
    this.notice({ word: 'recovered', ...this.about });
  }
}
