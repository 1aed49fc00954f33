import type { Pool } from 'pg';

/**
 * Lets the server refuse the next so many statements that write to the log, and every one that comes while there are
 * some left. They are counted by a sequence, which no rollback takes back.
 */
export async function refuseInserts(pool: Pool, times: number, sqlState: string): Promise<void> {
  await pool.query(`
    CREATE SEQUENCE IF NOT EXISTS inserts;
    SELECT setval('inserts', 1, false);
    CREATE OR REPLACE FUNCTION refuse_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF nextval('public.inserts') <= ${times} THEN
        RAISE EXCEPTION 'refused by the test' USING ERRCODE = '${sqlState}';
      END IF;
      RETURN NULL;
    END $$;
    DO $$
    BEGIN
      -- Once: it would wait for whoever is in the middle of a transaction that has appended.
      IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'refuse_insert') THEN
        CREATE TRIGGER refuse_insert BEFORE INSERT ON daybook.events
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_insert();
      END IF;
    END $$;`);
}

/** How many statements have come since. */
export async function insertsSince(pool: Pool): Promise<number> {
  const text = 'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS came FROM inserts';
  const { rows } = await pool.query<{ came: string }>(text);
  return Number(rows[0]!.came);
}
