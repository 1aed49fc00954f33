import { afterEach } from '@jest/globals';
import type { EventStore } from '../../../stream/event-store.js';
import { notes } from '../../../postgres/example/noted.js';
import type { Consumer } from '../consumer.js';
import type { RunnerNotice } from '../runner-notice.js';
import type { SubscriptionRunnerOptions } from '../runner-options.js';
import { SubscriptionRunner } from '../subscription-runner.js';

export type RunnerClass = typeof SubscriptionRunner;

/** A runner with what it has told. */
export interface StagedRunner {
  readonly runner: SubscriptionRunner;
  readonly notices: RunnerNotice[];
  readonly words: readonly RunnerNotice['word'][];
}

/** Runners of one spec, on quick leases, stopped after each test. */
export class Stage {
  readonly #runners: SubscriptionRunner[] = [];

  /** @param runnerClass a wrong build's, to see that it is caught */
  constructor(
    private readonly storeOfSpec: () => EventStore,
    private readonly runnerClass: () => RunnerClass = () => SubscriptionRunner,
  ) {
    afterEach(() => this.clear());
  }

  get store(): EventStore {
    return this.storeOfSpec();
  }

  /** A started runner of these consumers. */
  async run(consumers: readonly Consumer[], options: Partial<SubscriptionRunnerOptions> = {}): Promise<StagedRunner> {
    const staged = this.make(consumers, options);
    await staged.runner.start();
    return staged;
  }

  make(consumers: readonly Consumer[], options: Partial<SubscriptionRunnerOptions> = {}): StagedRunner {
    const notices: RunnerNotice[] = [];
    const runner = new (this.runnerClass())({
      store: this.store,
      leaseMs: 300,
      heartbeatMs: 50,
      stopWithinMs: 2_000,
      onNotice: (notice) => notices.push(notice),
      ...options,
    });
    for (const consumer of consumers) runner.add(consumer);
    this.#runners.push(runner);
    return {
      runner,
      notices,
      get words() {
        return notices.map(({ word }) => word);
      },
    };
  }

  /** Appends notes, each to a stream. */
  async append(streamId: string, ...texts: readonly string[]): Promise<void> {
    await this.store.append(streamId, notes(...texts), { expected: 'any' });
  }

  async clear(): Promise<void> {
    await Promise.all(this.#runners.splice(0).map((runner) => runner.stop()));
  }
}
