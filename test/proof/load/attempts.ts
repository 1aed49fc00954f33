import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Call } from '../history/entry.js';
import type { HistoryFile } from '../history/history-file.js';
import { inWords, type Verdict, verdictOn } from './verdict.js';

/** What has become of a call in the end. */
export type Outcome = 'ok' | 'failed' | 'unknown';

/** Thrown by an attempt to say what has become of it, where it was not a store that refused. */
export class Failed extends Error {}

const pausesMs = { least: 50, most: 1_000 } as const;
/** Who is refused so often after an unknown outcome, and never for good, leaves it open. */
const mostRefusals = 10;

/** Makes calls, and tells the history of each before and after. */
export class Attempts {
  /** @param isOver whether the process leaves, and repeats nothing any more */
  constructor(
    private readonly history: Pick<HistoryFile, 'write'>,
    private readonly isOver: () => boolean,
  ) {}

  /**
   * Makes one call, and repeats it under its own name as long as nobody knows what has become of it.
   *
   * @param attempt makes it, for the `number`th time; the first is 1
   */
  async make(call: string, wanted: Call, attempt: (number: number) => Promise<Answer>): Promise<Outcome> {
    const { history } = this;
    history.write({ call, word: 'invoked', ...wanted });
    let isOpen = false;
    let refusals = 0;
    for (let number = 1; ; number++) {
      try {
        history.write({ call, word: 'ok', answer: await attempt(number) });
        return 'ok';
      } catch (error) {
        const verdict = error instanceof Failed ? 'settled' : verdictOn(error);
        if (verdict === 'bug') this.#bug(call, error);
        if (isFailure(verdict, isOpen)) {
          history.write({ call, word: 'failed', error: inWords(error) });
          return 'failed';
        }
        isOpen = true;
        history.write({ call, word: 'unknown', error: inWords(error) });
        if (verdict !== 'unknown') refusals++;
        if (this.isOver() || verdict === 'bug' || refusals === mostRefusals) return 'unknown';
        await pause(Math.min(pausesMs.most, pausesMs.least * 2 ** (number - 1)));
      }
    }
  }

  #bug(call: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.history.write({ word: 'bug', error: `${call}: ${inWords(error)}: ${text}` });
  }
}

/** A refusal says what was not done by the attempt that it answers; only what is settled speaks for those before. */
function isFailure(verdict: Verdict, isOpen: boolean): boolean {
  return verdict === 'settled' || (verdict === 'refused' && !isOpen);
}
