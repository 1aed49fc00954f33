import { Logger } from '@nestjs/common';
import type { SagaRegistry } from '../sagas/saga-registry.js';
import type { SagaAlarms } from '../telemetry/saga-alarms.js';
import type { RunningLoops } from './running-loops.js';

const everyMs = 2_000;

/** What sagas are watched with. */
export interface WatchingSagasParts {
  readonly alarms: Pick<SagaAlarms, 'look'>;
  readonly sagas: Pick<SagaRegistry, 'all'>;
  readonly loops: Pick<RunningLoops, 'runs'>;
}

/** Looks for stuck instances, again and again, where this process runs sagas and there are any. */
export class WatchingSagas {
  readonly #logger = new Logger('Daybook');
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #hasEnded = false;
  #hasFailed = false;

  constructor(private readonly parts: WatchingSagasParts) {}

  /** When the sagas have begun: a start that has failed leaves nothing behind. */
  start(): void {
    const { loops, sagas } = this.parts;
    if (loops.runs('sagas') && sagas.all().length > 0) this.#again();
  }

  /** Ends after the look that is under way. */
  async stop(): Promise<void> {
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #again(): void {
    if (this.#hasEnded) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().finally(() => this.#again());
    }, everyMs).unref();
  }

  async #look(): Promise<void> {
    try {
      await this.parts.alarms.look();
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed)
        this.#logger.warn(`Stuck sagas could not be looked for. It is tried again. ${String(error)}`);
      this.#hasFailed = true;
    }
  }
}
