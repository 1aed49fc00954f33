import type { TraceAction } from './trace.js';

/** A statement for the driver, and how its rows are what the model answers. */
export interface TraceStatement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly answer: (rows: readonly Record<string, unknown>[], command: string) => unknown;
}

/** What the sessions of a trace meet, made by its owner. */
export const tracedObjects = [
  'CREATE SEQUENCE trace_position',
  'CREATE TABLE trace_streams (stream text PRIMARY KEY, version integer NOT NULL)',
];

const lockClass = 4711;
const nothing = (): null => null;
const streams = (rows: readonly Record<string, unknown>[]): unknown => rows;

export function sqlOf(action: TraceAction): TraceStatement {
  switch (action.does) {
    case 'begin':
      return { text: `BEGIN ISOLATION LEVEL ${action.isolation}`, answer: nothing };
    case 'commit':
      return { text: 'COMMIT', answer: (_rows, command) => command === 'COMMIT' };
    case 'rollback':
      return { text: 'ROLLBACK', answer: nothing };
    case 'savepoint':
      return { text: `SAVEPOINT ${action.name}`, answer: nothing };
    case 'rollback to':
      return { text: `ROLLBACK TO ${action.name}`, answer: nothing };
    case 'nextval':
      return { text: "SELECT nextval('trace_position')::integer AS value", answer: ([row]) => row?.['value'] };
    case 'read sequence':
      return {
        text: 'SELECT last_value::integer AS "lastValue", is_called AS "isCalled" FROM trace_position',
        answer: ([row]) => row,
      };
    case 'lock shared':
      return { text: `SELECT pg_advisory_xact_lock_shared(${lockClass}, $1)`, values: [action.key], answer: nothing };
    case 'read locks':
      return {
        text: `SELECT objid::integer AS key FROM pg_locks WHERE locktype = 'advisory' AND classid = ${lockClass} AND granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY key`,
        answer: (rows) => rows.map(({ key }) => key),
      };
    case 'remember':
      return { text: "SELECT set_config('trace.remembered', $1, true)", values: [action.value], answer: nothing };
    case 'recall':
      return {
        text: "SELECT nullif(current_setting('trace.remembered', true), '') AS value",
        answer: ([row]) => row?.['value'] ?? null,
      };
    case 'select':
      return { text: 'SELECT stream, version FROM trace_streams ORDER BY stream', answer: streams };
    case 'lock row':
      return {
        text: `SELECT stream, version FROM trace_streams WHERE stream = $1
               FOR NO KEY UPDATE ${action.skipLocked ? 'SKIP LOCKED' : ''}`,
        values: [action.stream],
        answer: streams,
      };
    case 'insert':
      return {
        text: 'INSERT INTO trace_streams VALUES ($1, 0) ON CONFLICT DO NOTHING RETURNING stream',
        values: [action.stream],
        answer: (rows) => rows.length > 0,
      };
    case 'update':
      return {
        text: 'UPDATE trace_streams SET version = version + 1 WHERE stream = $1 AND version < $2 RETURNING stream, version',
        values: [action.stream, action.below],
        answer: streams,
      };
    case 'delete':
      return {
        text: 'DELETE FROM trace_streams WHERE stream = $1 RETURNING stream, version',
        values: [action.stream],
        answer: streams,
      };
  }
}
