import type { HistoryLine } from '../history/read-history.js';
import type { Court } from './court.js';
import { wants } from './effects.js';
import { lineInShort } from './in-short.js';
import type { Judge, LookedAt } from './judge.js';
import type { Log } from './log.js';
import type { SubscriptionRow } from './standing.js';

/** Without these nothing is proved: who is not there is never behind. */
const needed = ['proof-balances', 'proof-entries', 'proof-effects'];

/** I11: after everything was healed, all readers have come to the end of the log, and have left nothing on the way. */
export class Lag implements Judge {
  #idle = 0;

  constructor(private readonly court: Court) {}

  hear({ entry }: HistoryLine): void {
    if (entry.word !== 'idle') return;
    this.#idle += 1;
    if (entry.reached) return;
    const text = `Not everybody has come to the end of the log within ${entry.withinMs} ms. ${entry.why ?? ''}`.trim();
    this.court.findings.add('lag', () => ({ text, lines: [lineInShort(entry)] }));
  }

  judge(): LookedAt {
    const { standing, findings } = this.court;
    for (const row of standing.subscriptions) this.#behind(row);
    for (const { subscription, position, failure } of standing.parked) {
      const text = `${subscription} has put ${position} aside: ${failure ?? 'it waits behind another'}.`;
      findings.add('parked', () => ({ text, positions: [position] }));
    }
    const isThere = (name: string): boolean =>
      standing.subscriptions.some((row) => row.name === name || row.name.startsWith(`${name}@`));
    const segments = standing.subscriptions.reduce((sum, { positions }) => sum + positions.length, 0);
    // A run that never came to rest does not show that it would.
    return { I11: this.#idle > 0 && needed.every(isThere) ? segments : 0 };
  }

  #behind(row: SubscriptionRow): void {
    const { log, findings } = this.court;
    const last = lastWanted(log, row);
    const behind = row.positions.filter((position) => position < last);
    if (behind.length === 0) return;
    const why = row.stoppedFor === null ? '' : `; it has stopped: ${row.stoppedFor}`;
    const text = `${row.name} is at ${Math.min(...behind)}, and its last event at ${last}${why}.`;
    findings.add('lag', () => ({ text, positions: [last] }));
  }
}

function lastWanted(log: Log, row: SubscriptionRow): number {
  for (let index = log.size - 1; index >= 0; index--) {
    if (wants(row, log.types[index] ?? '', log.streams[index] ?? '')) return log.positions[index] ?? 0;
  }
  return 0;
}
