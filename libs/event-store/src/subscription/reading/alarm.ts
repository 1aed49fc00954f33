import { StoreClosed } from '../../stream/store-closed.error.js';
import type { WakeUps } from '../wake-ups.js';

/** Wakes one reader, who sleeps between two looks at the log. */
export class Alarm {
  #rung = false;
  #ring: (() => void) | undefined;
  #stop: (() => void) | undefined;

  constructor(private readonly wakeUps: WakeUps) {}

  /** Before a look: what has rung until now is answered by it. */
  reset(): void {
    this.#rung = false;
  }

  /**
   * Sleeps until there may be something new. The first time it does not, because nobody has listened until then; so a
   * reader who never comes to the end of the log never listens.
   *
   * @throws StoreClosed nothing will come any more; or the signal's reason
   */
  async next(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.wakeUps.closed === true) throw new StoreClosed('subscribing');
    if (this.#stop === undefined) {
      this.#stop = this.wakeUps.listen(() => {
        this.#rung = true;
        this.#ring?.();
      });
      return;
    }
    if (!this.#rung) await this.#sleep(signal);
    signal?.throwIfAborted();
  }

  stop(): void {
    this.#stop?.();
  }

  async #sleep(signal: AbortSignal | undefined): Promise<void> {
    let ring!: () => void;
    const woken = new Promise<void>((resolve) => (ring = resolve));
    this.#ring = ring;
    const timer = setTimeout(ring, this.wakeUps.pollMs);
    signal?.addEventListener('abort', ring, { once: true });
    try {
      await woken;
    } finally {
      this.#ring = undefined;
      clearTimeout(timer);
      signal?.removeEventListener('abort', ring);
    }
  }
}
