import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

const events = 1_000_000;
const withinMs = 180_000;
const repository = fileURLToPath(new URL('../..', import.meta.url));

const reader = `
  import { EventCodec, EventTypeRegistry, PostgresEventStore } from '@daybook/event-store';
  import { DataSource } from 'typeorm';

  const dataSource = await new DataSource({ type: 'postgres', url: process.env.DATABASE_URL }).initialize();
  const codec = new EventCodec({ registry: new EventTypeRegistry() });
  const store = await PostgresEventStore.open({ dataSource, codec });
  const seen = [];
  for (const stream of [store.readAll(), store.readStream('meter-1')]) {
    let count = 0;
    let sum = 0;
    const kept = [];
    for await (const event of stream) {
      count += 1;
      sum += event.data.reading;
      if (process.env.KEEP) kept.push(event);
    }
    seen.push({ count, sum });
  }
  console.log(JSON.stringify(seen));
  await dataSource.destroy();
`;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(
    `INSERT INTO daybook.streams (stream_id, version, recorded_at) VALUES ('meter-1', ${events}, now())`,
  );
  await owner.query(`
    INSERT INTO daybook.events (position, stream_key, version, event_id, event_type, schema_version,
                                data, metadata, occurred_at, recorded_at)
    SELECT nextval('daybook.events_position'), stream_key, n, md5(n::text)::uuid, 'meter.read', 1,
           jsonb_build_object('reading', n, 'note', repeat('x', 100)), '{}', now(), now()
    FROM daybook.streams, generate_series(1, ${events}) AS n ORDER BY n`);
  await owner.end();
}, withinMs);
afterAll(() => database.drop());

/** Reads the log and its one stream in a process with 128 MiB for its objects. */
function readIn128MiB(environment: Record<string, string> = {}): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--max-old-space-size=128', '--input-type=module', '--eval', reader], {
    cwd: repository,
    env: { ...process.env, DATABASE_URL: database.applicationUrl, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

test(
  'a million events are read, as a log and as a stream, by a process with 128 MiB',
  async () => {
    const { code, output } = await readIn128MiB();
    expect({ code, output }).toMatchObject({ code: 0 });
    const all = { count: events, sum: (events * (events + 1)) / 2 };
    expect(JSON.parse(output)).toEqual([all, all]);
  },
  withinMs,
);

test(
  'a process that keeps what it has read does not survive it',
  async () => {
    expect((await readIn128MiB({ KEEP: '1' })).output).toBe('');
  },
  withinMs,
);
