import type { Court } from './court.js';
import type { Judge, LookedAt } from './judge.js';
import type { Log } from './log.js';
import { reached, type FoldRow } from './standing.js';

type Fold = Omit<FoldRow, 'key'>;

/** I6: what is in the read models is what adding up the rows of the log gives, done here once more. */
export class Folds implements Judge {
  constructor(private readonly court: Court) {}

  judge(): LookedAt {
    const { standing } = this.court;
    const { balances, holdings } = standing;
    this.#compare('proof_balances', balances, (log, index) => log.streams[index], reached(standing, 'proof-balances'));
    this.#compare('proof_holdings', holdings, (log, index) => log.owners[index], Infinity);
    // One of the two is not enough.
    return { I6: balances.length === 0 || holdings.length === 0 ? 0 : balances.length + holdings.length };
  }

  /** @param end up to where its checkpoints have come: what lies behind is late, which is told of elsewhere */
  #compare(
    table: string,
    rows: readonly FoldRow[],
    keyOf: (log: Log, index: number) => string | undefined,
    end: number,
  ): void {
    const { findings } = this.court;
    const due = this.#fold(keyOf, new Map(rows.map(({ key, seen }) => [key, Math.max(seen, end)])), end);
    for (const row of rows) {
      const right = due.get(row.key);
      due.delete(row.key);
      if (right !== undefined && isSame(row, right)) continue;
      const [has, wants] = [inWords(row), right === undefined ? 'nothing' : inWords(right)];
      const text = `The row of ${row.key} in ${table} has ${has}, where the log gives ${wants}.`;
      findings.add('wrong-fold', () => ({ text, positions: [row.seen, ...(right === undefined ? [] : [right.seen])] }));
    }
    for (const [key, { seen }] of due) {
      findings.add('wrong-fold', () => ({ text: `${table} has no row of ${key}.`, positions: [seen] }));
    }
  }

  /** Adds up what each key has, up to where its row says it is: at least to the checkpoint. */
  #fold(
    keyOf: (log: Log, index: number) => string | undefined,
    ends: ReadonlyMap<string, number>,
    end: number,
  ): Map<string, Fold> {
    const { log } = this.court;
    const folds = new Map<string, { owner: string; coins: number; changes: number; seen: number }>();
    for (let index = 0; index < log.size; index++) {
      const sign = signOf(log.types[index]);
      const key = keyOf(log, index);
      const position = log.positions[index] ?? 0;
      if (sign === 0 || key === undefined || position > (ends.get(key) ?? end)) continue;
      const fold = folds.get(key) ?? { owner: log.owners[index] ?? '', coins: 0, changes: 0, seen: 0 };
      fold.coins += sign * (log.coins[index] ?? 0);
      fold.changes += 1;
      fold.seen = position;
      folds.set(key, fold);
    }
    return folds;
  }
}

/** How coins move by an event: into the account, out of it, or not at all. */
export function signOf(type: string | undefined): 1 | -1 | 0 {
  if (type === 'proof.opened' || type === 'proof.credited') return 1;
  return type === 'proof.debited' ? -1 : 0;
}

function isSame(one: Fold, other: Fold): boolean {
  const { owner, coins, changes, seen } = other;
  return one.owner === owner && one.coins === coins && one.changes === changes && one.seen === seen;
}

function inWords({ owner, coins, changes, seen }: Fold): string {
  return `${coins} coins of ${owner} after ${changes} changes up to ${seen}`;
}
