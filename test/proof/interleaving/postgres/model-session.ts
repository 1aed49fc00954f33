import type { ModelTransaction } from './model-transaction.js';
import { type ModelDatabase, visibleRow } from './model-database.js';
import { SqlError } from './sql-error.js';
import type { Isolation, Statement } from './statement.js';
import type { Row, TableName } from './tables.js';

/** Where others may come in before a statement is at its end: a step of a commit is done, or somebody is waited for. */
export type Between = { readonly done: string } | { readonly waitsFor: string };

type Doing<R = unknown> = Generator<Between, R>;
type Inserting = Extract<Statement, { readonly does: 'insert' }>;
type Locking = Extract<Statement, { readonly does: 'lock rows' | 'update' | 'delete' }>;

const waiting = new WeakMap<ModelTransaction, ModelTransaction>();

/** The server's side of a connection: does one statement after another. */
export class ModelSession {
  #transaction: ModelTransaction | undefined;

  constructor(
    private readonly database: ModelDatabase,
    private readonly name: string,
  ) {}

  get isInTransaction(): boolean {
    return this.#transaction !== undefined;
  }

  /** Nobody is there any more: what is open is rolled back. */
  end(): void {
    const { database } = this;
    const open = this.#transaction;
    this.#transaction = undefined;
    if (open === undefined) return;
    if (!open.isDurable) return database.rollBack(open);
    // The server does not look for its client before it is at the end of a commit.
    if (open.visibleAt === undefined) database.commit(open, 'made visible');
    database.commit(open, 'locks given back');
  }

  /** The server has died. */
  crash(): void {
    this.#transaction = undefined;
  }

  /** @throws SqlError */
  *execute(statement: Statement): Doing {
    const open = this.#transaction;
    if (statement.does === 'begin') return void this.#begin(statement.isolation);
    if (statement.does === 'commit') return open === undefined ? false : yield* this.#commit(open);
    if (statement.does === 'rollback') {
      this.end();
      return;
    }
    const transaction = open ?? this.#begin('read committed');
    try {
      if (transaction.isFailed && statement.does !== 'rollback to')
        throw new SqlError('25P02', 'transaction is aborted');
      const answer = yield* this.#run(statement, transaction);
      if (open === undefined) yield* this.#commit(transaction);
      return answer;
    } catch (error) {
      if (open === undefined) this.end();
      else if (!transaction.isFailed) transaction.fail();
      throw error;
    }
  }

  #begin(isolation: Isolation): ModelTransaction {
    return (this.#transaction = this.database.begin(this.name, isolation));
  }

  *#commit(transaction: ModelTransaction): Doing<boolean> {
    const isCommitted = !transaction.isFailed;
    if (isCommitted && transaction.isLogged) {
      const steps = this.database.commitSteps;
      for (const [at, step] of steps.entries()) {
        this.database.commit(transaction, step);
        if (at < steps.length - 1) yield { done: step };
      }
    } else if (isCommitted) this.database.commit(transaction, 'locks given back');
    else this.database.rollBack(transaction);
    if (isCommitted && !transaction.isLogged) transaction.letRowsGo();
    this.#transaction = undefined;
    return isCommitted;
  }

  *#run(statement: Statement, transaction: ModelTransaction): Doing {
    const { database } = this;
    // Also for one that looks at no row.
    const snapshot = isOfSavepoints(statement) ? 0 : database.snapshotFor(transaction);
    switch (statement.does) {
      case 'savepoint': {
        transaction.savepoint(statement.name);
        return;
      }
      case 'rollback to':
        if (!transaction.rollBackTo(statement.name)) throw new SqlError('3B001', 'savepoint does not exist');
        return undefined;
      case 'read sequence':
        return database.sequence.state;
      case 'nextval':
        return database.nextval(transaction);
      case 'lock shared': {
        transaction.share(statement.key);
        return;
      }
      case 'unlock shared': {
        transaction.unshare(statement.key);
        return;
      }
      case 'read locks':
        return [...database.open].flatMap(({ shared }) => [...new Set(shared)]);
      case 'remember': {
        transaction.remember(statement.name, statement.value);
        return;
      }
      case 'recall':
        return transaction.settings.get(statement.name);
      case 'select from':
        return statement.tables.map((table) => this.#rows(transaction, table, snapshot));
      case 'select':
        return this.#rows(transaction, statement.table, snapshot).filter(statement.where);
      case 'insert':
        return yield* this.#insert(transaction, snapshot, statement);
      case 'lock rows':
      case 'update':
      case 'delete':
        return yield* this.#lockRows(transaction, snapshot, statement);
      case 'begin':
      case 'commit':
      case 'rollback':
        throw new Error(`${statement.does} is no statement within a transaction`);
    }
  }

  #rows(transaction: ModelTransaction, table: TableName, snapshot: number): readonly Row[] {
    const rows = [...this.database.table(table).values()].map((row) => visibleRow(row, snapshot, transaction));
    return rows.filter((row) => row !== undefined);
  }

  /** A key that another transaction has just written is waited for; one that is locked only is there. */
  *#insert(transaction: ModelTransaction, snapshot: number, { table, key, row }: Inserting): Doing<boolean> {
    const rows = this.database.table(table);
    const kept = rows.get(key) ?? { table, key, versions: [], holder: undefined };
    rows.set(key, kept);
    while (kept.holder !== undefined && kept.versions.at(-1)?.by === kept.holder && kept.holder !== transaction) {
      yield* this.#wait(kept.holder, transaction);
    }
    const last = kept.versions.at(-1);
    if (last?.row === undefined) {
      transaction.write(kept, row);
      return true;
    }
    if (transaction.isolation === 'repeatable read' && isNewer(last.by, snapshot, transaction)) throw unserializable();
    return false;
  }

  /** Locks the rows that the snapshot shows, one after another, and looks at each again as it is then. */
  *#lockRows(transaction: ModelTransaction, snapshot: number, statement: Locking): Doing<readonly Row[]> {
    const skips = statement.does === 'lock rows' && statement.skipLocked;
    const found: Row[] = [];
    const inOrder = [...this.database.table(statement.table).values()].sort((one, other) =>
      one.key < other.key ? -1 : 1,
    );
    const candidates = inOrder.filter((row) => {
      const seen = visibleRow(row, snapshot, transaction);
      return seen !== undefined && statement.where(seen);
    });
    for (const row of candidates) {
      if (row.holder !== undefined && row.holder !== transaction && skips) continue;
      const seen = row.versions.findLast(({ by }) => by.visibleAt !== undefined || by === transaction);
      for (;;) {
        // Before anybody is waited for: what the snapshot shows has been replaced for good.
        const committed = row.versions.findLast(({ by }) => by.visibleAt !== undefined || by === transaction);
        const isShared = transaction.isolation === 'repeatable read';
        if (isShared && isNewer(committed?.by, snapshot, transaction)) throw unserializable();
        if (row.holder === undefined || row.holder === transaction) break;
        yield* this.#wait(row.holder, transaction);
      }
      const last = row.versions.at(-1);
      if (last?.row === undefined || (last !== seen && !statement.where(last.row))) continue;
      transaction.hold(row);
      if (statement.does === 'update') transaction.write(row, statement.set(last.row));
      else if (statement.does === 'delete') transaction.write(row, undefined);
      found.push(row.versions.at(-1)?.row ?? last.row);
    }
    return found;
  }

  *#wait(holder: ModelTransaction, transaction: ModelTransaction): Doing<void> {
    waiting.set(transaction, holder);
    try {
      if (isCircle(transaction)) throw new SqlError('40P01', 'deadlock detected');
      yield { waitsFor: holder.by };
    } finally {
      waiting.delete(transaction);
    }
  }
}

function unserializable(): SqlError {
  return new SqlError('40001', 'could not serialize access');
}

function isOfSavepoints({ does }: Statement): boolean {
  return does === 'savepoint' || does === 'rollback to';
}

function isNewer(by: ModelTransaction | undefined, snapshot: number, own: ModelTransaction): boolean {
  return by !== undefined && by !== own && (by.visibleAt ?? Infinity) > snapshot;
}

function isCircle(from: ModelTransaction): boolean {
  for (let next = waiting.get(from); next !== undefined; next = waiting.get(next)) if (next === from) return true;
  return false;
}
