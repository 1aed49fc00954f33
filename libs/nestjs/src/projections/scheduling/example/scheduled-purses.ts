import { setTimeout as pause } from 'node:timers/promises';
import type { ManualClock } from '@daybook/domain';
import { type Consumer, SubscriptionRunner } from '@daybook/event-store';
import { type ProjectionDefinition, projectionDefinitionOf } from '../../projection-definition.js';
import { MemoryRows } from '../../read-model/memory-rows.js';
import { type Balance, Balances, Filled } from '../../running/example/balances.js';
import type { PurseDatabase, PurseProcess } from '../../running/example/purse-database.js';
import { foldConsumer } from '../../running/fold-consumer.js';
import { CronTimes } from '../cron-times.js';
import { PostgresScheduledRuns } from '../postgres-scheduled-runs.js';
import { ScheduledProjection } from '../scheduled-projection.js';
import type { ScheduledRuns } from '../scheduled-runs.js';
import { NoticedRuns } from './noticed-runs.js';

/** The record of runs, as it is shipped, or one that goes wrong. */
export type RunsOf = (right: ScheduledRuns) => ScheduledRuns;

/** A process that brings the balances up to date each hour. */
export class ScheduledPurses {
  private constructor(
    readonly clock: ManualClock,
    readonly process: PurseProcess,
    readonly runs: NoticedRuns,
    readonly runner: SubscriptionRunner,
    private readonly scheduled: ScheduledProjection,
  ) {}

  /** @param meanwhile is waited for before each batch */
  static async start(
    database: PurseDatabase,
    clock: ManualClock,
    { name, runsOf, meanwhile }: { name: string; runsOf: RunsOf; meanwhile?: () => Promise<void> },
  ): Promise<ScheduledPurses> {
    const process = await database.process(`${name} purses`);
    const { store, dataSource } = process;
    const definition: ProjectionDefinition = { ...projectionDefinitionOf(Balances), name };
    const generation = { name, version: 1, generation: 1 };
    const rows = new MemoryRows<Balance>();
    const folding = foldConsumer({ definition, fold: new Balances(), rows, generation });
    const live: Consumer = {
      ...folding,
      apply: async (...given) => {
        await meanwhile?.();
        await folding.apply(...given);
      },
    };
    const runner = new SubscriptionRunner({ store, leaseMs: 600, heartbeatMs: 100, stopWithinMs: 200 });
    await runner.start();
    const runs = new NoticedRuns(runsOf(new PostgresScheduledRuns(dataSource, 'daybook')), live.name);
    const scheduled = new ScheduledProjection({
      ...{ clock, store, runs, runner },
      times: new CronTimes('0 * * * *'),
      live: () => Promise.resolve(live),
      ended: () => undefined,
    });
    return new ScheduledPurses(clock, process, runs, runner, scheduled);
  }

  async fill(events: number): Promise<void> {
    const filled = Array.from({ length: events }, () => Filled.of({ cents: 1 }));
    await this.process.store.append('purse-a', filled, { expected: 'any' });
  }

  /** Looks until nothing is due any more, and no run under way. */
  async untilIdle(): Promise<void> {
    const end = performance.now() + 20_000;
    while (!(await this.scheduled.step())) {
      if (performance.now() > end) throw new Error('It never comes to rest.');
      await pause(20);
    }
  }

  /** Begins what is due, and does no more. */
  async begin(): Promise<void> {
    while (this.runs.begun.length === 0) await this.scheduled.step();
  }

  /** How many events its rows lack. */
  async behind(): Promise<number> {
    const { store } = this.process;
    const [status] = await store.subscriptions.status(this.runs.subscription);
    return (await store.head()) - (status?.position ?? 0);
  }
}
