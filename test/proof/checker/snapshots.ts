import type { Court } from './court.js';
import { signOf } from './folds.js';
import type { Judge, LookedAt } from './judge.js';
import type { SnapshotRow } from './standing.js';

/** What an account is. */
interface Account {
  readonly owner: string;
  readonly coins: number;
}

/**
 * I10: a snapshot of an account and the events behind its version make what all events of the account make, added up here once
 * more; and it names an event of its stream.
 */
export class Snapshots implements Judge {
  constructor(private readonly court: Court) {}

  judge(): LookedAt {
    const { snapshots } = this.court.standing;
    for (const snapshot of snapshots) this.#look(snapshot);
    return { I10: snapshots.length };
  }

  #look({ stream, version, position, eventId, state }: SnapshotRow): void {
    const { log, findings } = this.court;
    const its = log.byStream.get(stream) ?? [];
    const named = its.find((index) => log.ids[index] === eventId);
    const snapshot = `The snapshot of ${stream} at version ${version}`;
    if (named === undefined || log.versions[named] !== version || log.positions[named] !== position) {
      const text = `${snapshot} is of the event ${eventId} at ${position}, and there is none.`;
      findings.add('stray-snapshot', () => ({ text, positions: [position] }));
      return;
    }
    if (state === undefined) {
      findings.add('wrong-snapshot', () => ({ text: `${snapshot} cannot be read.`, positions: [position] }));
      return;
    }
    const nothing = { owner: '', coins: 0 };
    const upTo = this.#with(its, nothing, (one) => one <= version);
    const full = this.#with(its, nothing, () => true);
    const gone = this.#with(its, state, (one) => one > version);
    if (isSame(state, upTo) && isSame(gone, full)) return;
    const text =
      `${snapshot} has ${inWords(state)}, where the log gives ${inWords(upTo)}; ` +
      `with what came after it ${inWords(gone)}, in place of ${inWords(full)}.`;
    const positions = its
      .filter((index) => log.versions[index] === version + 1)
      .map((index) => log.positions[index] ?? 0);
    findings.add('wrong-snapshot', () => ({ text, positions: [position, ...positions] }));
  }

  /** What an account becomes by its events of some versions. */
  #with(its: readonly number[], from: Account, isMeant: (version: number) => boolean): Account {
    const { log } = this.court;
    let { owner, coins } = from;
    for (const index of its) {
      if (!isMeant(log.versions[index] ?? 0)) continue;
      if (log.types[index] === 'proof.opened') owner = log.owners[index] ?? '';
      coins += signOf(log.types[index]) * (log.coins[index] ?? 0);
    }
    return { owner, coins };
  }
}

function isSame(one: Account, other: Account): boolean {
  return one.owner === other.owner && one.coins === other.coins;
}

function inWords({ owner, coins }: Account): string {
  return `${coins} coins of ${owner === '' ? 'nobody' : owner}`;
}
