import type { Court } from './court.js';
import type { Judge, LookedAt } from './judge.js';
import { reached, type EntryRow } from './standing.js';

const subscription = 'proof-entries';

/**
 * I4 and I5 of the durable subscriber that writes a row for each event that it is handed: there is one for each event of
 * the log, and those of a stream were written in the order of versions.
 */
export class Entries implements Judge {
  #rows = 0;
  /** By index: how often it is there. */
  readonly #times: Uint8Array;
  readonly #versions = new Map<string, number>();

  constructor(private readonly court: Court) {
    this.#times = new Uint8Array(court.log.size);
  }

  /** Takes the rows in the order in which they were written. */
  row({ position, eventId, stream, version, worker }: EntryRow): void {
    const { log, findings } = this.court;
    this.#rows += 1;
    const index = log.at(position);
    const line = `proof_entries: ${position} is ${stream} ${version} (${eventId}), says ${worker}`;
    const told = { lines: [line], positions: [position] };
    if (index < 0 || log.ids[index] !== eventId || log.streams[index] !== stream || log.versions[index] !== version) {
      const text = `${worker} was handed ${stream} ${version} as ${position}, where the log has something else.`;
      findings.add('inconsistent-offsets', () => ({ text, ...told }));
      return;
    }
    const times = Math.min(255, (this.#times[index] ?? 0) + 1);
    this.#times[index] = times;
    if (times > 1) {
      const text = `${subscription} has applied ${position} ${times} times, the last time by ${worker}.`;
      findings.add('poll-duplicate', () => ({ text, ...told }));
      return;
    }
    const last = this.#versions.get(stream) ?? 0;
    if (version < last) {
      const text = `${subscription} has applied ${stream} ${version} behind ${last}.`;
      findings.add('nonmonotonic-poll', () => ({ text, ...told }));
    }
    this.#versions.set(stream, Math.max(version, last));
  }

  judge(): LookedAt {
    const { log, findings, standing } = this.court;
    // What lies behind the checkpoint is late, which is told of elsewhere, and not lost.
    const end = reached(standing, subscription);
    for (let index = 0; index < log.size; index++) {
      const position = log.positions[index] ?? 0;
      if (this.#times[index] !== 0 || position > end) continue;
      const text = `${subscription} has never applied ${position}, and its checkpoints are behind it.`;
      findings.add('unseen', () => ({ text, positions: [position] }));
    }
    return { I4: this.#rows, I5: this.#rows };
  }
}
