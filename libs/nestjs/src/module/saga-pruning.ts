import { Logger } from '@nestjs/common';
import type { SagaOperations } from '../sagas/operations/saga-operations.js';
import type { SagaRegistry } from '../sagas/saga-registry.js';

const everyMs = 60 * 60 * 1_000;

/** What instances are forgotten with. */
export interface SagaPruningParts {
  readonly operations: Pick<SagaOperations, 'prune'>;
  readonly sagas: Pick<SagaRegistry, 'all'>;
  /** How long they are kept after their end; undefined for ever. */
  readonly keepMs: number | undefined;
  /** Whether this process runs sagas. */
  readonly runs: boolean;
}

/** Forgets instances of sagas that came to their end long ago, once an hour; several processes do not get into each other's way. */
export class SagaPruning {
  readonly #logger = new Logger('Daybook');
  #timer: NodeJS.Timeout | undefined;
  #pruning: Promise<void> = Promise.resolve();
  #hasEnded = false;

  constructor(private readonly parts: SagaPruningParts) {}

  /** When the sagas have begun. */
  start(): void {
    const { runs, keepMs, sagas } = this.parts;
    // Not all processes of a deployment in the same minute.
    if (runs && keepMs !== undefined && sagas.all().length > 0) this.#next(keepMs, Math.random() * 0.2 * everyMs);
  }

  /** Ends after what is under way. */
  async stop(): Promise<void> {
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    await this.#pruning;
  }

  /** Forgets all that is due now. */
  async prune(keepMs: number): Promise<void> {
    for (const { name } of this.parts.sagas.all()) {
      if (!this.#hasEnded) await this.parts.operations.prune(keepMs, name);
    }
  }

  #next(keepMs: number, delayMs: number): void {
    if (this.#hasEnded) return;
    this.#timer = setTimeout(() => {
      this.#pruning = this.prune(keepMs).catch((error: unknown) => {
        this.#logger.warn(`Finished sagas could not be forgotten; the next try is in an hour. ${String(error)}`);
      });
      void this.#pruning.then(() => this.#next(keepMs, everyMs));
    }, delayMs).unref();
  }
}
