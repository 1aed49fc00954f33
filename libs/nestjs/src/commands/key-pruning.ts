import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

/** What keeps idempotency keys, and can be asked to forget old ones. */
export interface KeepsKeys {
  /** Forgets keys that were kept for so many days, the oldest first. Answers how many. */
  pruneKeys(keepForDays: number, atMost: number): Promise<number>;
}

/** For a store whose keys end with the process. */
export const nothingToForget: KeepsKeys = { pruneKeys: () => Promise.resolve(0) };

const hour = 3_600_000;
const perCall = 1_000;

/**
 * Lets the store forget idempotency keys once nobody repeats what was done under them. Once an hour, in small steps, so
 * that no append waits; several processes do not get into each other's way.
 */
export class KeyPruning implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger('Daybook');
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  /** @param runs whether this process is one that does such things by itself */
  constructor(
    private readonly store: KeepsKeys,
    private readonly keepForDays: number,
    private readonly runs: boolean,
  ) {}

  onApplicationBootstrap(): void {
    // Not all processes of a deployment in the same minute.
    if (this.runs) this.#next(Math.random() * 0.2 * hour);
  }

  /** Ends after the step that is under way. */
  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#running;
  }

  /** Forgets all that is due now. */
  async prune(): Promise<void> {
    let pruned: number;
    do pruned = await this.store.pruneKeys(this.keepForDays, perCall);
    while (pruned === perCall);
  }

  #next(delay: number): void {
    this.#timer = setTimeout(() => {
      this.#running = this.prune().catch((error: unknown) => {
        this.#logger.warn(`Old idempotency keys could not be forgotten; the next try is in an hour. ${String(error)}`);
      });
      void this.#running.then(() => this.#timer && this.#next(hour));
    }, delay).unref();
  }
}
