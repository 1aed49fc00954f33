import pg from 'pg';

/**
 * Makes sure that a table or view shows what the log says, in numbers that are made of it by SQL alone: who has left
 * something out was not fast.
 */
export async function sameBalances(url: string, table: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ different: string }>(`
      SELECT count(*) AS different
      FROM ${table} AS made
      FULL JOIN (
        SELECT substr(stream.stream_id, 9) AS account_id, count(*) AS deposits, sum((event.data->>'amountMinor')::bigint) AS balance_minor
        FROM daybook.events AS event JOIN daybook.streams AS stream USING (stream_key) GROUP BY 1
      ) AS log USING (account_id)
      WHERE (made.deposits, made.balance_minor) IS DISTINCT FROM (log.deposits, log.balance_minor)`);
    const different = Number(rows[0]?.different);
    if (different > 0) throw new Error(`${different} rows of ${table} are not what the log says.`);
  } finally {
    await client.end();
  }
}
