import { type Program, select } from '../postgres/statement.js';
import type { Tables } from '../postgres/tables.js';

/** `queries/read_log.sql` */
export function* readLog(after: number, to: number, limit: number): Program<readonly Tables['events'][]> {
  const events = yield* select('events', ({ position }) => position > after && position <= to);
  return [...events].sort((one, other) => one.position - other.position).slice(0, limit);
}
