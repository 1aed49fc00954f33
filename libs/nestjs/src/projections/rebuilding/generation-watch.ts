import { failureInWords } from '../verifying/failure-in-words.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import type { GenerationTables } from '../read-model/generation-tables.js';
import type { BuildTender } from './build-tender.js';
import type { KeptConsumers } from './kept-consumers.js';

/** What is looked after, and how often. */
export interface GenerationWatchParts {
  readonly tables: Pick<GenerationTables, 'generations'>;
  readonly consumers: KeptConsumers;
  readonly tender: BuildTender;
  readonly everyMs: number;
  /** Told of those that are on record, each time. */
  readonly onSeen: (records: readonly GenerationRecord[]) => void;
  /** Whether there is anything to be run, still. */
  readonly mayLook: () => boolean;
  /** Told when a look has failed, once until the next one that succeeds. */
  readonly onTrouble: (reason: string) => void;
}

/** Looks again and again which generations there are: runs them, and brings builds to their end. */
export class GenerationWatch {
  #timer: NodeJS.Timeout | undefined;
  #look: Promise<void> = Promise.resolve();
  #isStopped = false;
  #isTroubled = false;

  constructor(private readonly parts: GenerationWatchParts) {}

  start(): void {
    this.#again();
  }

  /** Waits for the look under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#look;
    await this.parts.tender.ended();
  }

  /** One look. Never rejects. */
  async look(): Promise<void> {
    const { tables, consumers, tender } = this.parts;
    if (!this.parts.mayLook()) return;
    try {
      const records = await tables.generations();
      if (this.#isStopped || !this.parts.mayLook()) return;
      this.parts.onSeen(records);
      await consumers.follow(records);
      await tender.tend(records);
      this.#isTroubled = false;
    } catch (error) {
      if (!this.#isStopped && !this.#isTroubled) this.parts.onTrouble(failureInWords(error));
      this.#isTroubled = true;
    }
  }

  #again(): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#look = this.look().then(() => this.#again());
    }, this.parts.everyMs).unref();
  }
}
