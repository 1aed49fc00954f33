import type { Pool } from 'pg';
import { textOf } from './sql-variant.js';

/** Says whose floors hold readers up, as far as there is a process to name. */
export async function heldFloorsOfProcesses(pool: Pool, schema = 'daybook'): Promise<readonly unknown[]> {
  const text = await textOf({
    file: 'queries/held_floors.sql',
    changes: [['LEFT JOIN pg_stat_activity', 'JOIN pg_stat_activity']],
  });
  const { rows } = await pool.query<Record<string, unknown>>(text.replace(/(?<!:):schema\b/g, schema));
  return rows;
}
