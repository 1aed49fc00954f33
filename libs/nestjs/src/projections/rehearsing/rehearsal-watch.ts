import type { GenerationRecord } from '../read-model/generation-record.js';
import type { RehearsalSchedule } from './rehearsal-schedule.js';
import type { RehearsalTender } from './rehearsal-tender.js';

/** What is looked at. */
export interface RehearsalWatchParts {
  readonly tender: Pick<RehearsalTender, 'tend' | 'ended'>;
  readonly schedule: Pick<RehearsalSchedule, 'look'>;
  /** Raises what has come of rehearsals that is no good, and says when it is over. */
  readonly tellAlarms: () => Promise<void>;
  /** How often alarms are looked for, in milliseconds. */
  readonly alarmsEveryMs: number;
}

/** Looks after rehearsals: begins those that are due, and brings to their end those that there are. */
export class RehearsalWatch {
  #alarmsAt = 0;

  constructor(private readonly parts: RehearsalWatchParts) {}

  /** Throws what the store throws. */
  async look(records: readonly GenerationRecord[]): Promise<void> {
    this.parts.tender.tend(records);
    await this.parts.schedule.look(records);
    if (performance.now() < this.#alarmsAt) return;
    await this.parts.tellAlarms();
    this.#alarmsAt = performance.now() + this.parts.alarmsEveryMs;
  }

  /** Something has come of one: alarms are looked for with the next look. */
  hasEnded(): void {
    this.#alarmsAt = 0;
  }

  /** Waits for what is under way. */
  async ended(): Promise<void> {
    await this.parts.tender.ended();
  }
}
