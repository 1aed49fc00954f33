import type { Pool } from 'pg';

/** What has come of moves, by tables alone. */
export interface MovesJudgement {
  /** What must not be: an effect that came twice, money that was made or lost, an end that is none. */
  readonly violations: readonly string[];
  readonly moved: number;
  readonly refused: number;
  readonly undone: number;
  readonly late: number;
  /** How many steps were sent more than once. */
  readonly sentAgain: number;
}

const events = `
  SELECT event.position, event.event_type AS type, stream.stream_id AS stream, (event.data ->> 'amount')::int AS amount,
         event.data ->> 'move' AS move, event.data ->> 'how' AS how
  FROM daybook.events AS event JOIN daybook.streams AS stream USING (stream_key)`;

const questions: readonly string[] = [
  // I7: each effect at most once.
  `SELECT format('%s has %s %s times by move %s', stream, type, count(*), move) AS words FROM (${events}) AS event
   WHERE type IN ('chest.debited', 'chest.credited') GROUP BY stream, type, move HAVING count(*) > 1`,
  `SELECT format('%s was told %s %s times', stream, type, count(*)) AS words FROM (${events}) AS event
   WHERE type IN ('move.ended', 'move.late') GROUP BY stream, type HAVING count(*) > 1`,
  // I8: what is out of one chest is in another one, or comes back.
  `SELECT format('move %s has taken %s and given %s', move, coalesce(sum(amount) FILTER (WHERE type = 'chest.debited'), 0),
                 coalesce(sum(amount) FILTER (WHERE type = 'chest.credited'), 0)) AS words
   FROM (${events}) AS event WHERE move IS NOT NULL GROUP BY move
   HAVING coalesce(sum(amount) FILTER (WHERE type = 'chest.debited'), 0)
       <> coalesce(sum(amount) FILTER (WHERE type = 'chest.credited'), 0)`,
  // At every position: nobody gives what was not taken.
  `SELECT format('at position %s %s more was given than taken', position, -open) AS words
   FROM (SELECT position, sum(CASE type WHEN 'chest.debited' THEN amount WHEN 'chest.credited' THEN -amount ELSE 0 END)
                          OVER (PARTITION BY move ORDER BY position) AS open
         FROM (${events}) AS event WHERE move IS NOT NULL) AS running WHERE open < 0`,
  // Every instance has come to an end, and every move was told of it.
  `SELECT format('instance %s is %s (%s)', key, status, coalesce(failure, 'not stuck')) AS words FROM daybook.saga_instances
   WHERE status NOT IN ('completed', 'compensated') OR failure IS NOT NULL`,
  `SELECT format('%s was asked for and has no instance', stream) AS words FROM (${events}) AS event
   WHERE type = 'move.asked' AND NOT EXISTS (SELECT 1 FROM daybook.saga_instances WHERE 'move-' || key = stream)`,
  `SELECT format('%s has not been told that it has ended', stream) AS words FROM (${events}) AS event
   WHERE type = 'move.asked' AND NOT EXISTS (SELECT 1 FROM (${events}) AS other WHERE other.stream = event.stream AND other.type = 'move.ended')`,
];

/** Compares what took effect with what was asked for, past the library. */
export async function judgeMoves(pool: Pool): Promise<MovesJudgement> {
  const violations: string[] = [];
  for (const question of questions) {
    const { rows } = await pool.query<{ readonly words: string }>(`${question} LIMIT 10`);
    violations.push(...rows.map(({ words }) => words));
  }
  const { rows } = await pool.query<Readonly<Record<'moved' | 'refused' | 'undone' | 'late', string>>>(`
    SELECT count(*) FILTER (WHERE how = 'moved') AS moved, count(*) FILTER (WHERE how = 'chest-must-cover') AS refused,
           count(*) FILTER (WHERE how = 'chest-must-be-open') AS undone, count(*) FILTER (WHERE how = 'late') AS late
    FROM (${events}) AS event WHERE type = 'move.ended'`);
  const [counted] = rows;
  const again = await pool.query<{ readonly again: string }>(
    'SELECT count(*) AS again FROM daybook.saga_steps WHERE attempts > 1',
  );
  return {
    violations,
    moved: Number(counted?.moved),
    refused: Number(counted?.refused),
    undone: Number(counted?.undone),
    late: Number(counted?.late),
    sentAgain: Number(again.rows[0]?.again),
  };
}
