import { chmod, chown, mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresServer } from '@daybook/testing';
import { removeServerFolder } from '@daybook/testing/postgres';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { newStream, notedCodec, notes } from './example/noted.js';
import { migrate } from './migrate.js';
import { PostgresEventStore } from './postgres-event-store.js';

let folder: string;
let server: PostgresServer;
let dataSource: DataSource;
let store: PostgresEventStore;
const stream = newStream();

// A primary that comes back as a standby, as after a switch-over that the application has not heard of.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), `daybook-test-${process.pid}-`));
  await chmod(folder, 0o755);
  server = new PostgresServer({ folder, durable: false });
  await server.start();
  dataSource = await new DataSource({ type: 'postgres', url: server.url() }).initialize();
  await migrate({ dataSource });
  store = await PostgresEventStore.open({ dataSource, codec: notedCodec });
  await store.append(stream, notes('kept'), { expected: 'noStream' });
  await becomeStandby();
});

afterAll(async () => {
  await dataSource.destroy();
  await server.stop('immediate');
  await removeServerFolder(folder);
});

async function becomeStandby(): Promise<void> {
  const { dataFolder } = server;
  const signal = join(dataFolder, 'standby.signal');
  await writeFile(signal, '');
  const { uid, gid } = await stat(dataFolder);
  await chown(signal, uid, gid);
  await server.restart();
}

function openAgain(): Promise<PostgresEventStore> {
  return PostgresEventStore.open({ dataSource, codec: notedCodec });
}

test('the store does not open on a standby', async () => {
  expect(await dataSource.query('SELECT pg_is_in_recovery() AS standby')).toEqual([{ standby: true }]);
  await expect(openAgain()).rejects.toMatchObject({
    code: 'prerequisite-missing',
    prerequisite: 'primary',
    message: 'The event store cannot start: the server is a standby. Connect to the primary.',
  });
});

test('a store that was open before reads no log and appends nothing there', async () => {
  await expect(store.head()).rejects.toMatchObject({ code: 'store-unavailable', cause: { code: '55000' } });
  await expect(store.readAll()[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(StoreUnavailable);
  const appended = store.append(stream, notes('lost'), { expected: 1 });
  await expect(appended).rejects.toMatchObject({ code: 'store-unavailable', cause: { code: '25006' } });
});

test('without its check, the safe position of a standby would be one', async () => {
  const [shipped] = await dataSource.query<[{ text: string }]>(
    `SELECT pg_get_functiondef('daybook.safe_position'::regproc) AS text`,
  );
  const body = /DECLARE[\s\S]*END/.exec(shipped.text)?.[0].replace('IF pg_is_in_recovery()', 'IF false') ?? '';
  // A DO block, because a standby takes no new function; what it would answer it says in an error.
  const asked = body.replace(/RETURN (.*);/, `RAISE EXCEPTION 'safe up to %', $1;`);
  await expect(dataSource.query(`DO $$ ${asked} $$`)).rejects.toThrow('safe up to 1');
});

test('once promoted, it serves the same store', async () => {
  await dataSource.query('SELECT pg_promote()');
  await expect(store.append(stream, notes('second'), { expected: 1 })).resolves.toMatchObject({ version: 2 });
  await expect(openAgain()).resolves.toBeDefined();
  const texts: unknown[] = [];
  for await (const { data } of store.readAll()) texts.push(data['text']);
  expect(texts).toEqual(['kept', 'second']);
});
