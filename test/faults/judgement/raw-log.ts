import { Client } from 'pg';

/** A row of the log as the table has it, read past the library. */
export interface RawEvent {
  readonly position: number;
  readonly streamId: string;
  readonly version: number;
  readonly eventId: string;
  /** Which request of the load it comes from, and its place in it. */
  readonly request: string;
  readonly item: number;
}

/** The two tables, read in one snapshot by a client of the test's own. */
export interface RawLog {
  readonly events: readonly RawEvent[];
  /** What each stream's row says that its version is. */
  readonly versions: ReadonlyMap<string, number>;
}

export async function readRawLog(url: string, schema = 'daybook'): Promise<RawLog> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const events = await client.query<Record<string, string>>(
      `SELECT event.position, stream.stream_id, event.version, event.event_id,
              event.data ->> 'request' AS request, event.data ->> 'item' AS item
       FROM ${schema}.events AS event LEFT JOIN ${schema}.streams AS stream USING (stream_key)
       ORDER BY event.position`,
    );
    const streams = await client.query<Record<string, string>>(`SELECT stream_id, version FROM ${schema}.streams`);
    return {
      events: events.rows.map((row) => ({
        position: Number(row.position),
        streamId: String(row.stream_id),
        version: Number(row.version),
        eventId: String(row.event_id),
        request: String(row.request),
        item: Number(row.item),
      })),
      versions: new Map(streams.rows.map((row) => [String(row.stream_id), Number(row.version)])),
    };
  } finally {
    await client.end();
  }
}
