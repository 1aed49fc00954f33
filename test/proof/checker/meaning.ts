import type { HistoryLine } from '../history/read-history.js';
import type { Log } from './log.js';
import type { Standing } from './standing.js';

/** What has happened in a run: it is by this that one means something. */
export class Meaning {
  faults = 0;
  /** How often a segment was claimed by another process than the one before. */
  takeOvers = 0;
  /** How often a command of a saga has come to its handler that had come before. */
  sentAgain = 0;
  polledPages = 0;
  sessions = 0;
  /** By kind: how often it happened, and how often it was felt, as far as that can be told. */
  readonly ofFaults = new Map<string, { times: number; felt: number }>();
  /** By phase, such as killed. */
  readonly ofProcesses = new Map<string, number>();
  readonly #sent = new Set<string>();
  readonly #owners = new Map<string, string>();

  hear({ entry }: HistoryLine): void {
    switch (entry.word) {
      case 'fault': {
        const of = this.ofFaults.get(entry.fault) ?? { times: 0, felt: 0 };
        if (entry.phase === 'begun') {
          of.times += 1;
          this.faults += 1;
        }
        of.felt += entry.felt ?? 0;
        this.ofFaults.set(entry.fault, of);
        return;
      }
      case 'process':
        this.ofProcesses.set(entry.phase, (this.ofProcesses.get(entry.phase) ?? 0) + 1);
        return;
      case 'runner': {
        if (entry.told !== 'claimed') return;
        const segment = `${entry.subscription ?? ''} ${entry.segment ?? 0}`;
        const owner = this.#owners.get(segment);
        if (owner !== undefined && owner !== entry.process) this.takeOvers += 1;
        this.#owners.set(segment, entry.process);
        return;
      }
      case 'sent': {
        const command = `${entry.of} ${entry.type}`;
        if (this.#sent.has(command)) this.sentAgain += 1;
        this.#sent.add(command);
        return;
      }
      case 'began':
        this.sessions += 1;
        return;
      case 'polled':
        this.polledPages += 1;
        return;
      default:
    }
  }
}

/** How many commands that undo something were carried out. */
export function compensationsIn({ steps }: Standing): number {
  return steps.filter(({ kind, status }) => kind === 'compensation' && status === 'done').length;
}

/** How many deadlines have made an instance act. */
export function deadlinesFiredIn({ steps }: Standing): number {
  return new Set(
    steps.flatMap(({ saga, key, deadline }) => (deadline === undefined ? [] : [`${saga} ${key} ${deadline}`])),
  ).size;
}

/** How many events were committed later than one behind them: whoever reads on from the last one has missed them. */
export function outOfOrderCommits(log: Log): number {
  let count = 0;
  let earliest = Infinity;
  for (let index = log.size - 1; index >= 0; index--) {
    const at = log.committedAt[index] ?? 0;
    if (at === 0) continue;
    if (at > earliest) count += 1;
    earliest = Math.min(earliest, at);
  }
  return count;
}
