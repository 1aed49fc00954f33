import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from '@daybook/testing';
import { Client } from 'pg';
import { newHarbourDatabase } from '../journeys/running-harbour.js';
import type { KeptAnswer } from './making/answers-of-harbour.js';

const folder = fileURLToPath(new URL('kept/', import.meta.url));

const columns =
  'version bigint, position bigint, event_id uuid, event_type text, schema_version integer, data jsonb, metadata jsonb, ' +
  'occurred_at timestamptz, recorded_at timestamptz, closed_at timestamptz';

const statements = {
  stream: `INSERT INTO daybook.streams (stream_id, version, recorded_at, closed_at)
           SELECT stream_id, version, recorded_at, closed_at
           FROM json_to_recordset($1) AS kept (stream_id text, ${columns})`,
  event: `INSERT INTO daybook.events (position, stream_key, version, event_id, event_type, schema_version, data, metadata,
                                      occurred_at, recorded_at)
          SELECT position, stream_key, kept.version, event_id, event_type, schema_version, data, metadata, occurred_at,
                 kept.recorded_at
          FROM json_to_recordset($1) AS kept (stream_id text, ${columns}) JOIN daybook.streams USING (stream_id)`,
  key: `INSERT INTO daybook.idempotency_keys (key, fingerprint, stream_ids, versions, positions, event_ids, recorded_at)
        SELECT key, fingerprint, stream_ids, versions, positions, event_ids, recorded_at
        FROM json_populate_recordset(NULL::daybook.idempotency_keys, $1)`,
} as const;

/** A store that an earlier release has written, as it was kept. */
export class KeptStore {
  private constructor(
    /** Of the last event. */
    readonly head: number,
    private readonly rows: readonly string[],
    /** What the release answered that has written it. */
    readonly answers: readonly KeptAnswer[],
  ) {}

  static async read(release: string): Promise<KeptStore> {
    const rows = await linesOf(`${release}.rows.jsonl`);
    const answers = (await linesOf(`${release}.answers.jsonl`)).map((line) => JSON.parse(line) as KeptAnswer);
    const positions = rows.map((row) => (JSON.parse(row) as { readonly position?: number }).position ?? 0);
    return new KeptStore(Math.max(...positions), rows, answers);
  }

  /** A new database of today's schema with these rows, each as it was; opens on every PostgreSQL that Daybook runs on. */
  async restored(): Promise<TestDatabase> {
    const database = await newHarbourDatabase();
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    try {
      for (const [kind, statement] of Object.entries(statements)) {
        await owner.query(statement, [`[${this.rows.filter((row) => row.startsWith(`{"of":"${kind}"`)).join(',')}]`]);
      }
      await owner.query(`SELECT setval('daybook.events_position', ${this.head})`);
    } finally {
      await owner.end();
    }
    return database;
  }
}

async function linesOf(file: string): Promise<readonly string[]> {
  return (await readFile(`${folder}${file}`, 'utf8')).trimEnd().split('\n');
}
