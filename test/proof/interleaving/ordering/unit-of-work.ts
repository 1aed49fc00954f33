import { SqlError } from '../postgres/sql-error.js';
import { begin, commit, type Program, rollback, rollbackTo, savepoint } from '../postgres/statement.js';
import type { Tables } from '../postgres/tables.js';
import { append } from '../programs/append.js';
import { type WriteEvents, writeEvents } from '../programs/write-events.js';

/** One append of a unit of work. */
export interface AppendPlan {
  readonly streams: readonly string[];
  /** For each of them. */
  readonly events: number;
  /** Whether it is rolled back to a savepoint before it. */
  readonly isUndone: boolean;
}

export interface UnitPlan {
  readonly appends: readonly AppendPlan[];
  readonly end: 'commit' | 'rollback';
}

/** How a writer goes about it; a wrong one does otherwise. */
export interface Writing {
  /** For each unit of work. */
  readonly write: () => WriteEvents;
  readonly beforeCommit?: () => Program;
}

export const asShipped: Writing = { write: () => writeEvents };

/** Appends in one transaction; answers what is acknowledged. What fails is rolled back. */
export function* unitOfWork(
  name: string,
  plan: UnitPlan,
  writing: Writing = asShipped,
): Program<readonly Tables['events'][]> {
  try {
    return yield* appendAll(name, plan, writing);
  } catch (error) {
    if (error instanceof SqlError) yield* rollback();
    throw error;
  }
}

function* appendAll(
  name: string,
  { appends, end }: UnitPlan,
  { write, beforeCommit }: Writing,
): Program<readonly Tables['events'][]> {
  const writing = write();
  const written: Tables['events'][] = [];
  yield* begin();
  for (const [at, { streams, events, isUndone }] of appends.entries()) {
    if (isUndone) yield* savepoint('before');
    const idsOf = (stream: string): readonly string[] =>
      Array.from({ length: events }, (_, event) => `${name}.${at}.${stream}.${event}`);
    const rows = yield* append(
      streams.map((stream) => ({ stream, ids: idsOf(stream) })),
      writing,
    );
    if (isUndone) yield* rollbackTo('before');
    else written.push(...(rows ?? []));
  }
  if (end === 'rollback') {
    yield* rollback();
    return [];
  }
  if (beforeCommit !== undefined) yield* beforeCommit();
  return (yield* commit()) ? written : [];
}
