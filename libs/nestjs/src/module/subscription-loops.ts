import { type EventStore, type RunnerNotice, SubscriptionRunner } from '@daybook/event-store';
import type { SubscriptionSettings } from './daybook-options.js';
import type { RunningLoops } from './running-loops.js';
import type { SubscriptionConsumers } from './subscription-consumers.js';

/**
 * Drives what of the application reads the log durably, as far as this process runs its loops. There is one runner, so
 * that connections, signs of life and looks for news do not grow with the number of readers.
 */
export class SubscriptionLoops {
  /** Others may add consumers later, where this process `drives` any. */
  readonly runner: SubscriptionRunner;
  #drives = false;
  #hasStarted = false;
  #hasEnded = false;

  /**
   * @param known what the process puts on record of itself, beside what it runs
   * @throws InvalidRunnerOption
   */
  constructor(
    store: EventStore,
    private readonly consumers: SubscriptionConsumers,
    private readonly loops: RunningLoops,
    settings: SubscriptionSettings,
    onNotice: (notice: RunnerNotice) => void,
    known?: { readonly words: readonly string[] },
  ) {
    this.runner = new SubscriptionRunner({ ...settings, store, onNotice, knows: () => known?.words ?? [] });
  }

  /** Whether the runner was started: not where there is nothing to drive, and the store is asked for nothing then. */
  get drives(): boolean {
    return this.#drives;
  }

  /** Whether everything was added that is there at the start. */
  get hasStarted(): boolean {
    return this.#hasStarted;
  }

  /** Whether the runner takes nothing any more. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  async start(): Promise<void> {
    const consumers = await this.consumers.madeFor(this.loops);
    for (const consumer of consumers) this.runner.add(consumer);
    if (consumers.length > 0) await this.drive();
    this.#hasStarted = true;
  }

  /** Starts the runner, for those who add consumers later. */
  async drive(): Promise<void> {
    this.#drives = true;
    await this.runner.start();
  }

  /** Finishes the batches under way and gives everything back, so that another process can go on at once. */
  async stop(): Promise<void> {
    this.#hasEnded = true;
    if (this.#drives) await this.runner.stop();
  }
}
