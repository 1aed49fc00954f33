import { Client } from 'pg';
import type { ModelDatabase } from '../postgres/model-database.js';
import { ModelConnection } from '../postgres/model-connection.js';
import { begin, commit, insert, lockShared, type Program, readLocks, select } from '../postgres/statement.js';

/** What one who looks while a transaction commits is told: whether its lock is held, and then whether its row is there. */
export interface Glimpse {
  readonly isLocked: boolean;
  readonly isVisible: boolean;
}

const key = 1;
const lockClass = 4713;

/** Looks until the lock is gone, and at once for the row: nothing but the server itself is quick enough for that. */
const watch = `
  CREATE OR REPLACE FUNCTION trace_watch(watched text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
  BEGIN
    WHILE EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = ${lockClass} AND objid = ${key}
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) LOOP
    END LOOP;
    RETURN EXISTS (SELECT FROM trace_streams WHERE stream = watched);
  END $$`;

/** Commits a row under a lock, again and again, while somebody watches: what he sees once the lock is gone. */
export async function glimpses(url: string, rounds: number): Promise<readonly Glimpse[]> {
  const [writer, watcher] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
  const seen: Glimpse[] = [];
  await Promise.all([writer.connect(), watcher.connect()]);
  try {
    await watcher.query(watch);
    for (let round = 0; round < rounds; round++) {
      await writer.query('BEGIN');
      await writer.query(`SELECT pg_advisory_xact_lock_shared(${lockClass}, ${key})`);
      await writer.query('INSERT INTO trace_streams VALUES ($1, 0)', [`round ${round}`]);
      const watched = watcher.query<{ visible: boolean }>('SELECT trace_watch($1) AS visible', [`round ${round}`]);
      await writer.query('COMMIT');
      seen.push({ isLocked: false, isVisible: (await watched).rows[0]?.visible === true });
    }
  } finally {
    await Promise.all([writer.end(), watcher.end()]);
  }
  return seen;
}

/** What a model lets one see who looks while it commits, wherever between the steps that is. */
export function possibleGlimpses(Model: typeof ModelDatabase): readonly Glimpse[] {
  const possible: Glimpse[] = [];
  const steps = new Model().commitSteps.length;
  for (let first = 0; first <= steps; first++) {
    for (let second = first; second <= steps; second++) possible.push(glimpse(new Model(), first, second));
  }
  return possible;
}

function glimpse(database: ModelDatabase, first: number, second: number): Glimpse {
  const writer = new ModelConnection(database, 'writer');
  const noted = (): void => undefined;
  writer.start(write(), noted, noted);
  for (let n = 0; n < 3; n++) writer.step();
  for (let n = 0; n < first; n++) writer.step();
  const isLocked = answerOf(database, readLocks()).includes(key);
  for (let n = first; n < second; n++) writer.step();
  return { isLocked, isVisible: answerOf(database, select('streams')).length > 0 };
}

function answerOf<R>(database: ModelDatabase, program: Program<R>): R {
  const answers: R[] = [];
  const connection = new ModelConnection(database, 'watcher');
  connection.start(
    program,
    (answer) => void answers.push(answer),
    () => undefined,
  );
  while (connection.step());
  return answers[0] as R;
}

function* write(): Program {
  yield* begin();
  yield* lockShared(key);
  yield* insert('streams', 'a', { stream: 'a', version: 0 });
  yield* commit();
}
