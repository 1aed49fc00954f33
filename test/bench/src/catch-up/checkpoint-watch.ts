import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const everyMs = 20;
const patienceMs = 600_000;

/** Watches a subscription's checkpoint from outside, on a connection of its own: what is on record counts, nothing else. */
export class CheckpointWatch {
  readonly #client: pg.Client;

  private constructor(url: string) {
    this.#client = new pg.Client({ connectionString: url });
  }

  static async on(url: string): Promise<CheckpointWatch> {
    const watch = new CheckpointWatch(url);
    await watch.#client.connect();
    return watch;
  }

  /** Events per second, from the moment at which the checkpoint was last seen at the beginning until it is at the end. */
  async rateTo(subscription: string, head: number): Promise<number> {
    let began = performance.now();
    const end = began + patienceMs;
    for (;;) {
      const now = performance.now();
      const position = await this.#positionOf(subscription);
      if (position === 0) began = now;
      if (position >= head) return (head * 1_000) / (performance.now() - began);
      if (now > end) throw new Error(`${subscription} is at ${position} of ${head}, and goes no further.`);
      await sleep(everyMs);
    }
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  async #positionOf(subscription: string): Promise<number> {
    const { rows } = await this.#client.query<{ position: string | null }>({
      name: 'position',
      text: 'SELECT min(position) AS position FROM daybook.subscription_segments WHERE subscription = $1',
      values: [subscription],
    });
    return Number(rows[0]?.position ?? 0);
  }
}
