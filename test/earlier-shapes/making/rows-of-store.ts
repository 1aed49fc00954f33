import { Client } from 'pg';

/** Each row as the JSON that PostgreSQL makes of it: times to the microsecond, and payloads as they are stored. */
const rows = [
  `SELECT row_to_json(kept)::text AS line FROM (SELECT 'stream' AS "of", stream_id, version, recorded_at, closed_at
   FROM daybook.streams ORDER BY stream_key) AS kept`,
  `SELECT row_to_json(kept)::text AS line FROM (SELECT 'event' AS "of", stream_id, event.version, position, event_id, event_type,
   schema_version, data, metadata, occurred_at, event.recorded_at
   FROM daybook.events AS event JOIN daybook.streams USING (stream_key) ORDER BY position) AS kept`,
  `SELECT row_to_json(kept)::text AS line FROM (SELECT 'key' AS "of", key, fingerprint, stream_ids, versions, positions, event_ids,
   recorded_at FROM daybook.idempotency_keys ORDER BY key) AS kept`,
];

/** All that a store has been told, a row a line: its streams, its events and the answers under idempotency keys. */
export async function rowsOfStore(url: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SET TimeZone TO 'UTC'`);
    const lines: string[] = [];
    for (const sql of rows) lines.push(...(await client.query<{ line: string }>(sql)).rows.map(({ line }) => line));
    return lines;
  } finally {
    await client.end();
  }
}
