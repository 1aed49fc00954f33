import type { CatchUp } from '../catch-up/catch-up.js';
import type { CheckpointWatch } from '../catch-up/checkpoint-watch.js';
import type { Sample } from '../run/closed-loop.js';
import { balancesOf } from './balances.js';
import { projectingApplication } from './projecting-application.js';

/** A new projection in each round, in an application of its own, from the first event to the last. */
export class ProjectingRounds implements CatchUp {
  #round = 0;

  constructor(
    private readonly url: string,
    private readonly watch: CheckpointWatch,
    private readonly batch: number,
    /** Told of each view that was made. */
    private readonly made: (view: string) => Promise<void>,
  ) {}

  async run(): Promise<Sample> {
    const balances = balancesOf(++this.#round, { batch: this.batch, segments: 1 });
    const application = await projectingApplication(this.url, balances);
    const rate = await this.watch.rateTo(balances.subscription, await application.store.head());
    await application.close();
    await this.made(balances.view);
    return { rate, p50Ms: Number.NaN, p99Ms: Number.NaN };
  }

  close(): Promise<void> {
    return this.watch.close();
  }
}
