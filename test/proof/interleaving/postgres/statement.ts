import type { Row, TableName, Tables } from './tables.js';

export type Isolation = 'read committed' | 'repeatable read';

/** One statement of a program, or that part of one which nothing else can come between. */
export type Statement =
  | { readonly does: 'begin'; readonly isolation: Isolation }
  | { readonly does: 'commit' }
  | { readonly does: 'rollback' }
  | { readonly does: 'savepoint'; readonly name: string }
  | { readonly does: 'rollback to'; readonly name: string }
  | { readonly does: 'read sequence' }
  | { readonly does: 'nextval' }
  /** A shared advisory lock until the transaction ends. */
  | { readonly does: 'lock shared'; readonly key: number }
  /** Gives one back before that, which PostgreSQL allows for those of a session. */
  | { readonly does: 'unlock shared'; readonly key: number }
  | { readonly does: 'read locks' }
  /** A setting that is kept until the transaction ends. */
  | { readonly does: 'remember'; readonly name: string; readonly value: string }
  | { readonly does: 'recall'; readonly name: string }
  | { readonly does: 'select'; readonly table: TableName; readonly where: Where }
  /** All rows of several tables, with one snapshot. */
  | { readonly does: 'select from'; readonly tables: readonly TableName[] }
  /** FOR NO KEY UPDATE. */
  | { readonly does: 'lock rows'; readonly table: TableName; readonly where: Where; readonly skipLocked: boolean }
  /** ON CONFLICT DO NOTHING. */
  | { readonly does: 'insert'; readonly table: TableName; readonly key: string; readonly row: Row }
  | { readonly does: 'update'; readonly table: TableName; readonly where: Where; readonly set: (row: Row) => Row }
  | { readonly does: 'delete'; readonly table: TableName; readonly where: Where };

type Where = (row: Row) => boolean;

/** What somebody asks of the database, statement by statement; what it returns is what comes of it. */
export type Program<R = void> = Generator<Statement, R, unknown>;

/** `last_value` and `is_called`. */
export interface SequenceState {
  readonly lastValue: number;
  readonly isCalled: boolean;
}

export const begin = (isolation: Isolation = 'read committed'): Program => ask({ does: 'begin', isolation });
/** Answers whether it was one, and not the rollback of a transaction that had failed. */
export const commit = (): Program<boolean> => ask({ does: 'commit' });
export const rollback = (): Program => ask({ does: 'rollback' });
export const savepoint = (name: string): Program => ask({ does: 'savepoint', name });
export const rollbackTo = (name: string): Program => ask({ does: 'rollback to', name });
export const readSequence = (): Program<SequenceState> => ask({ does: 'read sequence' });
export const nextval = (): Program<number> => ask({ does: 'nextval' });
export const lockShared = (key: number): Program => ask({ does: 'lock shared', key });
export const unlockShared = (key: number): Program => ask({ does: 'unlock shared', key });
/** The keys of all advisory locks that are held. */
export const readLocks = (): Program<readonly number[]> => ask({ does: 'read locks' });

export const remember = (name: string, value: string): Program => ask({ does: 'remember', name, value });
export const recall = (name: string): Program<string | undefined> => ask({ does: 'recall', name });

type Of<T extends TableName> = (row: Tables[T]) => boolean;
const any = (): boolean => true;

export function select<T extends TableName>(table: T, where: Of<T> = any): Program<readonly Tables[T][]> {
  return ask({ does: 'select', table, where: where as Where });
}

export function selectFrom<T extends readonly TableName[]>(
  ...tables: T
): Program<{ readonly [at in keyof T]: readonly Tables[T[at]][] }> {
  return ask({ does: 'select from', tables });
}

/** Answers the rows that were had, as they are then. */
export function lockRows<T extends TableName>(
  table: T,
  where: Of<T>,
  { skipLocked = false } = {},
): Program<readonly Tables[T][]> {
  return ask({ does: 'lock rows', table, where: where as Where, skipLocked });
}

/** Answers whether there was none under this key. */
export function insert<T extends TableName>(table: T, key: number | string, row: Tables[T]): Program<boolean> {
  return ask({ does: 'insert', table, key: String(key), row });
}

/** Answers the rows as they are since. */
export function update<T extends TableName>(
  table: T,
  where: Of<T>,
  set: (row: Tables[T]) => Partial<Tables[T]>,
): Program<readonly Tables[T][]> {
  const whole = (row: Row): Row => ({ ...row, ...set(row as Tables[T]) });
  return ask({ does: 'update', table, where: where as Where, set: whole });
}

export function remove<T extends TableName>(table: T, where: Of<T>): Program<readonly Tables[T][]> {
  return ask({ does: 'delete', table, where: where as Where });
}

function* ask<R>(statement: Statement): Program<R> {
  return (yield statement) as R;
}
