import { setTimeout as sleep } from 'node:timers/promises';
import type { WakeUps } from '../../../subscription/wake-ups.js';

/** One who listens, and counts. */
export class Heard {
  times = 0;
  readonly stop: () => void;

  constructor(wakeUps: WakeUps) {
    this.stop = wakeUps.listen(() => this.times++);
  }

  /** Waits until it was called, and begins to count anew. */
  async once(): Promise<void> {
    await this.until(() => this.times > 0);
    this.times = 0;
  }

  async until(holds: () => boolean): Promise<void> {
    const begun = performance.now();
    while (!holds()) {
      if (performance.now() - begun > 10_000) throw new Error('It has not come.');
      await sleep(1);
    }
  }

  /** Lets what is under way arrive, and begins to count anew. */
  async quiet(): Promise<void> {
    await sleep(30);
    this.times = 0;
  }
}
