import { type Program, readLocks, readSequence } from '../postgres/statement.js';
import { headOf } from './take-floor.js';

/** `functions/safe_position.sql` */
export function* safePosition(): Program<number> {
  const head = headOf(yield* readSequence());
  const floors = yield* readLocks();
  return Math.min(head, ...floors);
}
