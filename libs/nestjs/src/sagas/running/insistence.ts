import { isPassing, type Trouble } from '@daybook/event-store';
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** Does again what the store could not do at the moment, with growing pauses, until it can or it is told to give up. */
export class Insistence {
  readonly #givenUp = new AbortController();

  /** @param trouble makes one for each piece of work, so that each has pauses of its own */
  constructor(private readonly trouble: () => Trouble) {
    // As many wait as there are commands under way.
    setMaxListeners(0, this.#givenUp.signal);
  }

  /**
   * @param mayGoOn asked before each further attempt. Default: until it gives up
   * @returns undefined if it was given up
   * @throws what the work throws, unless it is the store that fails
   */
  async insist<R>(work: () => Promise<R>, mayGoOn: () => boolean = () => true): Promise<R | undefined> {
    const trouble = this.trouble();
    for (;;) {
      try {
        const done = await work();
        trouble.over();
        return done;
      } catch (error) {
        if (!isPassing(error)) throw error;
        const { signal } = this.#givenUp;
        await pause(trouble.failed(error), undefined, { signal, ref: false }).catch(() => undefined);
        if (signal.aborted || !mayGoOn()) return undefined;
      }
    }
  }

  /** Makes no further attempts. */
  giveUp(): void {
    this.#givenUp.abort();
  }
}
