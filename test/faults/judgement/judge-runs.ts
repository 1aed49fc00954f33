import { Client } from 'pg';

/** A run as the record has it; what was on record before was written down by a trigger of the test's own. */
export interface RunRow {
  readonly dueAt: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** The name of the process that has made it, or gone on with it. */
  readonly owner: string;
  readonly upTo: number;
  readonly position: number | null;
  readonly events: number | null;
  readonly error: string | null;
}

/** Has each run written down when it is begun. To be called as the owner of the tables. */
export async function writeRunsDown(url: string): Promise<void> {
  await ask(
    url,
    `CREATE TABLE public.begun (id bigserial, due_at timestamptz, started_at timestamptz, owner text);
     GRANT ALL ON public.begun, public.begun_id_seq TO PUBLIC;
     CREATE FUNCTION public.begun() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       INSERT INTO public.begun (due_at, started_at, owner)
       SELECT new.due_at, new.started_at, name FROM daybook.subscription_processes WHERE id = new.owner;
       RETURN new;
     END $$;
     CREATE TRIGGER begun AFTER UPDATE ON daybook.scheduled_runs FOR EACH ROW
     WHEN (new.started_at IS DISTINCT FROM old.started_at OR new.due_at IS DISTINCT FROM old.due_at)
     EXECUTE FUNCTION public.begun()`,
  );
}

/** The runs that were begun, in that order. */
export async function begunRuns(url: string): Promise<readonly Pick<RunRow, 'dueAt' | 'startedAt' | 'owner'>[]> {
  return ask(
    url,
    'SELECT due_at::text AS "dueAt", started_at::text AS "startedAt", owner FROM public.begun ORDER BY id',
  );
}

/** The last run, or the one that is under way; undefined before the first. */
export async function lastRun(url: string): Promise<RunRow | undefined> {
  const [run] = await ask<RunRow>(
    url,
    `SELECT run.due_at::text AS "dueAt", run.started_at::text AS "startedAt", run.ended_at::text AS "endedAt",
            process.name AS owner, run.up_to::float8 AS "upTo", run.position::float8, run.events::float8, run.error
     FROM daybook.scheduled_runs AS run LEFT JOIN daybook.subscription_processes AS process ON process.id = run.owner
     WHERE run.started_at IS NOT NULL`,
  );
  return run;
}

/** Who has written a row, in no order. */
export async function talliers(url: string): Promise<readonly string[]> {
  return (await ask<{ worker: string }>(url, 'SELECT DISTINCT worker FROM tallied')).map(({ worker }) => worker);
}

/**
 * - I4 of the log up to a position each event was written down once, and nothing else
 * - each run is for a later time than the one before: none is made twice
 */
export async function judgeRuns(url: string, upTo: number): Promise<readonly string[]> {
  const found: string[] = [];
  const rows = await ask<{ position: number; times: number }>(
    url,
    `SELECT coalesce(event.position, tallied.position)::float8 AS position, count(tallied.id)::float8 AS times
     FROM (SELECT position FROM daybook.events WHERE position <= ${upTo}) AS event
     FULL JOIN tallied USING (position) GROUP BY 1 HAVING count(tallied.id) <> 1 OR count(event.position) = 0
     ORDER BY 1 LIMIT 10`,
  );
  for (const { position, times } of rows) found.push(`I4 the event at ${position} was written down ${times} times`);
  let before = '';
  for (const { dueAt, owner } of await begunRuns(url)) {
    if (dueAt <= before) found.push(`the run for ${dueAt} was begun by ${owner} after that for ${before}`);
    before = dueAt;
  }
  return found;
}

async function ask<Row = Record<string, unknown>>(url: string, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}
