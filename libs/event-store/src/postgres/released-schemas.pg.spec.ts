import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createTestDatabase } from '@daybook/testing';
import { expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { notedCodec, notes } from './example/noted.js';
import { migrate } from './migrate.js';
import { migrationSql } from './migration-sql.js';
import { migrationStatus } from './migration-status.js';
import { PostgresEventStore } from './postgres-event-store.js';

/** A schema as a release made it, and how that release wrote to it. */
interface ReleasedSchema {
  readonly version: string;
  /** What its `migrationSql()` printed. */
  readonly script: string;
  /** One event `{"text": "old"}` to the new stream `note-old`, by the functions as they were. */
  readonly append: string;
}

// At a release the output of migrationSql() is kept as <version>.sql, and the statement below as <version>.append.sql.
const folder = new URL('./example/released/', import.meta.url);
const files = existsSync(folder) ? readdirSync(folder).sort() : [];
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

const released: readonly ReleasedSchema[] = files
  .filter((name) => name.endsWith('.append.sql'))
  .map((name) => name.slice(0, -'.append.sql'.length))
  .map((version) => ({ version, script: read(`${version}.sql`), append: read(`${version}.append.sql`) }));

const next: ReleasedSchema = {
  version: 'this one',
  script: migrationSql(),
  append: `SELECT daybook.append(ARRAY['note-old'], ARRAY[0::bigint], ARRAY[1], ARRAY[1], ARRAY[gen_random_uuid()],
             ARRAY['example.noted'], ARRAY[1], ARRAY['{"text": "old"}'::jsonb], ARRAY['{}'::jsonb], ARRAY[now()],
             'old key', 'old fingerprint')`,
};

test.each([...released, next])(
  'what release $version wrote can be read after the migration, and written on',
  async ({ script, append }) => {
    const database = await createTestDatabase({ migrate: () => Promise.resolve() });
    const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    try {
      await dataSource.query(script);
      await dataSource.query(append);
      await migrate({ dataSource, applicationRole: database.applicationRole });
      const states = await migrationStatus(dataSource);
      expect(states.filter(({ state }) => state === 'pending')).toEqual([]);

      const store = await PostgresEventStore.open({ dataSource, codec: notedCodec });
      const key = { idempotencyKey: 'old key' };
      const again = store.append('note-old', notes('other'), { expected: 1, ...key });
      await expect(again).rejects.toMatchObject({ code: 'idempotency-key-conflict' });
      await store.append('note-old', notes('new'), { expected: 1 });
      const texts: unknown[] = [];
      for await (const { version, data } of store.readAll()) texts.push([version, data['text']]);
      expect(texts).toEqual([
        [1, 'old'],
        [2, 'new'],
      ]);
    } finally {
      await dataSource.destroy();
      await database.drop();
    }
  },
);
