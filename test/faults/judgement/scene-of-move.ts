import type { Pool } from 'pg';

/** How far the work on a move has come, by tables alone. */
export interface Scene {
  /** Of the first step of its instance; null where there is none. */
  readonly status: string | null;
  readonly attempts: number;
  /** How often a chest was debited for it. */
  readonly debits: number;
  readonly deadlines: number;
}

const scene = `
  SELECT (SELECT status FROM daybook.saga_steps WHERE key = $1 ORDER BY number LIMIT 1) AS status,
         (SELECT coalesce(max(attempts), 0) FROM daybook.saga_steps WHERE key = $1 AND number = 1) AS attempts,
         (SELECT count(*)::int FROM daybook.events WHERE event_type = 'chest.debited' AND data ->> 'move' = $1) AS debits,
         (SELECT count(*)::int FROM daybook.saga_deadlines WHERE key = $1) AS deadlines`;

/** Where a move stands at this moment. */
export async function sceneOf(pool: Pool, move: string): Promise<Scene> {
  const { rows } = await pool.query<Scene>(scene, [move]);
  const [found] = rows;
  if (found === undefined) throw new Error('A question without an answer.');
  return found;
}
