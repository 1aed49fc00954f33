import type { HistoryLine } from '../history/read-history.js';
import { Bugs } from './bugs.js';
import { Calls } from './calls.js';
import type { Court } from './court.js';
import { Duplicates } from './duplicates.js';
import { Effects } from './effects.js';
import { Endings } from './endings.js';
import { Entries } from './entries.js';
import { type Finding, Findings } from './findings.js';
import { Folds } from './folds.js';
import { Goods } from './goods.js';
import { Holdings } from './holdings.js';
import { Instances } from './instances.js';
import { type Invariant, invariants, type Word } from './invariant.js';
import type { Judge } from './judge.js';
import { Lag } from './lag.js';
import type { Log } from './log.js';
import { LostWrites } from './lost-writes.js';
import { compensationsIn, deadlinesFiredIn, Meaning, outOfOrderCommits } from './meaning.js';
import { Money } from './money.js';
import { Polls } from './polls.js';
import { Positions } from './positions.js';
import { Presence } from './presence.js';
import { Snapshots } from './snapshots.js';
import type { EntryRow, Standing } from './standing.js';
import { Steps } from './steps.js';
import { Transfers } from './transfers.js';
import { Versions } from './versions.js';

/** What has been looked at, and what was found. */
export interface Judgement {
  /** Of each invariant: how much there was to look at. */
  readonly lookedAt: ReadonlyMap<Invariant, number>;
  readonly counts: ReadonlyMap<Word, number>;
  /** The first few of each word. */
  readonly findings: readonly Finding[];
  readonly calls: number;
  readonly unknownOutcomes: number;
  readonly redeliveries: number;
  readonly outOfOrder: number;
  readonly compensations: number;
  readonly deadlinesFired: number;
  readonly meaning: Meaning;
}

/** All judges together: they take the rows of the subscriber's table and the lines of the history, each once. */
export class Judging {
  readonly #court: Court;
  readonly #entries: Entries;
  readonly #effects: Effects;
  readonly #judges: readonly Judge[];
  readonly #meaning = new Meaning();

  constructor(log: Log, standing: Standing) {
    const findings = new Findings();
    const [calls, presence, transfers] = [new Calls(), new Presence(log), new Transfers(log)];
    const instances = new Instances(log, standing);
    const court: Court = { log, standing, calls, presence, transfers, instances, findings };
    this.#court = court;
    this.#entries = new Entries(court);
    this.#effects = new Effects(court);
    this.#judges = [
      new LostWrites(court),
      new Duplicates(court),
      new Versions(court),
      new Positions(court),
      new Polls(court),
      this.#entries,
      new Folds(court),
      new Endings(court),
      new Steps(court),
      new Money(court),
      new Goods(court),
      new Holdings(court),
      this.#effects,
      new Snapshots(court),
      new Lag(court),
      new Bugs(court),
    ];
  }

  /** Takes the rows in the order in which they were written. */
  row(row: EntryRow): void {
    this.#entries.row(row);
  }

  /** Takes the lines in the order of time. */
  hear(line: HistoryLine): void {
    if ('call' in line.entry) {
      this.#court.calls.hear(line.entry);
      this.#court.presence.hear(line.entry);
    }
    this.#meaning.hear(line);
    for (const judge of this.#judges) judge.hear?.(line);
  }

  judge(): Judgement {
    const { findings, calls, log, standing } = this.#court;
    const lookedAt = new Map<Invariant, number>();
    for (const invariant of Object.keys(invariants) as Invariant[]) lookedAt.set(invariant, 0);
    for (const judge of this.#judges) {
      for (const [invariant, count] of Object.entries(judge.judge()) as [Invariant, number][]) {
        const known = this.#looks.get(invariant) ?? [];
        this.#looks.set(invariant, [...known, count]);
      }
    }
    for (const [invariant, counts] of this.#looks) {
      // Each of its judges must have had something before him.
      lookedAt.set(invariant, counts.includes(0) ? 0 : counts.reduce((sum, count) => sum + count, 0));
    }
    return {
      lookedAt,
      counts: findings.counts,
      findings: findings.kept,
      calls: calls.count,
      unknownOutcomes: calls.unknownOutcomes,
      redeliveries: this.#effects.redeliveries,
      outOfOrder: outOfOrderCommits(log),
      compensations: compensationsIn(standing),
      deadlinesFired: deadlinesFiredIn(standing),
      meaning: this.#meaning,
    };
  }

  readonly #looks = new Map<Invariant, readonly number[]>();
}
