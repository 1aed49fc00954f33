import type { LiveProcess } from '@daybook/event-store';
import type { Rehearsal } from '../projections/rehearsing/rehearsal.js';
import type { DaybookAlarms } from './daybook-alarms.js';
import { rehearsalMatter, rehearsalWords } from './rehearsal-matters.js';

/** What alarms about rehearsals go by. */
export interface RehearsalAlarmsParts {
  readonly alarms: DaybookAlarms;
  /** The last rehearsal of each projection of the application that something has come of. */
  readonly judged: () => Promise<readonly Rehearsal[]>;
  readonly processes: () => Promise<readonly LiveProcess[]>;
  /** This process, as the store knows it. */
  readonly process: string;
}

/**
 * Raises what rehearsals have brought to light, and says when a later one was well. It goes by what is on record, so that
 * nothing is lost with the process that has found it; of several processes the first that runs projections speaks.
 */
export class RehearsalAlarms {
  constructor(private readonly parts: RehearsalAlarmsParts) {}

  /** Throws what the store throws. */
  async look(): Promise<void> {
    const { alarms } = this.parts;
    const judged = await this.parts.judged();
    const matters = judged.flatMap((last) => rehearsalMatter(last) ?? []);
    for (const { name } of judged) {
      for (const word of rehearsalWords) {
        if (!matters.some((matter) => matter.subject === name && matter.word === word)) alarms.end(word, name);
      }
    }
    if (matters.length === 0) return;
    const speaks = await this.#speaks();
    for (const matter of matters) {
      if (speaks) alarms.raise(matter);
      else alarms.leave(matter.word, matter.subject);
    }
  }

  async #speaks(): Promise<boolean> {
    // Those that run generations of projections, and so look after them.
    const looking = (await this.parts.processes()).filter(({ runs }) => runs.some((name) => /@\d+\.\d+$/.test(name)));
    // Where nobody gives a sign of life, as with projections that appends write alone, rather twice than never.
    return looking.length === 0 || looking[0]?.id === this.parts.process;
  }
}
