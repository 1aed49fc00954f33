import { ModelSequence } from './model-sequence.js';
import { ModelTransaction, type VersionedRow } from './model-transaction.js';
import type { Isolation } from './statement.js';
import type { TableName, Tables } from './tables.js';

/** What the model can be told to be, besides PostgreSQL: so that wrong models can be refused. */
export interface ModelOptions {
  /** How many values the sequence logs ahead. Default: PostgreSQL's 32; with fewer, a crash shows more. */
  readonly loggedAhead?: number;
}

let databases = 0;

/** In which order a commit is done; between two of these steps everybody else may do anything. */
export type CommitStep = 'made durable' | 'made visible' | 'locks given back';

/**
 * What Daybook relies on in PostgreSQL: rows in versions, snapshots, row locks and shared advisory locks, a sequence, a
 * log that survives a crash as far as it was flushed, and a commit that is first durable, then visible, then gives its
 * locks back.
 */
export class ModelDatabase {
  readonly #tables = new Map<TableName, Map<string, VersionedRow>>();
  /** Those that have not given their locks back. */
  readonly open = new Set<ModelTransaction>();
  readonly sequence: ModelSequence;
  /** Its own among all. */
  readonly number = ++databases;
  /** Grows with each start of the server. */
  life = 1;
  /** By the server's clock, in milliseconds. */
  now = 1_000;
  #logged = 0;
  #flushed = 0;
  #commits = 0;
  readonly #watchers: ((transaction: ModelTransaction) => void)[] = [];

  constructor(options: ModelOptions = {}) {
    this.sequence = new ModelSequence(() => ++this.#logged, options.loggedAhead);
  }

  readonly commitSteps: readonly CommitStep[] = ['made durable', 'made visible', 'locks given back'];

  /** Has it told of each transaction when it becomes visible. */
  watch(told: (transaction: ModelTransaction) => void): void {
    this.#watchers.push(told);
  }

  begin(by: string, isolation: Isolation): ModelTransaction {
    const transaction = new ModelTransaction(by, isolation);
    this.open.add(transaction);
    return transaction;
  }

  /** What a statement sees: what has become visible so far; or, where all statements share one, what the first one saw. */
  snapshotFor(transaction: ModelTransaction): number {
    const snapshot = transaction.snapshot ?? this.#commits;
    if (transaction.isolation === 'repeatable read') transaction.snapshot = snapshot;
    return snapshot;
  }

  nextval(transaction: ModelTransaction): number {
    transaction.isLogged = true;
    return this.sequence.next();
  }

  table(name: TableName): Map<string, VersionedRow> {
    let table = this.#tables.get(name);
    if (table === undefined) this.#tables.set(name, (table = new Map<string, VersionedRow>()));
    return table;
  }

  /** What everybody sees now. */
  visible<T extends TableName>(name: T): readonly Tables[T][] {
    const rows = [...this.table(name).values()].map((row) => visibleRow(row, this.#commits)) as (
      Tables[T] | undefined
    )[];
    return rows.filter((row) => row !== undefined);
  }

  commit(transaction: ModelTransaction, step: CommitStep): void {
    if (step === 'made durable') {
      transaction.isDurable = true;
      this.#flushed = ++this.#logged;
    } else if (step === 'made visible') {
      transaction.visibleAt = ++this.#commits;
      transaction.letRowsGo();
      for (const told of this.#watchers) told(transaction);
    } else this.open.delete(transaction);
  }

  rollBack(transaction: ModelTransaction): void {
    transaction.undo();
    this.open.delete(transaction);
  }

  /**
   * The server dies and comes back.
   *
   * @param keepsLog whether what was written to the log had reached the disk, though nobody had waited for it
   */
  crash(keepsLog: boolean): void {
    const flushed = keepsLog ? this.#logged : this.#flushed;
    for (const transaction of this.open) {
      if (!transaction.isDurable) transaction.undo();
      else if (transaction.visibleAt === undefined) this.commit(transaction, 'made visible');
    }
    this.open.clear();
    this.sequence.crash(flushed);
    this.#flushed = this.#logged;
    this.life++;
  }
}

/** What a transaction sees of a row with a snapshot: its own last version, or the last one in the snapshot. */
export function visibleRow(row: VersionedRow, snapshot: number, own?: ModelTransaction): Tables[TableName] | undefined {
  return row.versions.findLast(({ by }) => by === own || (by.visibleAt !== undefined && by.visibleAt <= snapshot))?.row;
}
