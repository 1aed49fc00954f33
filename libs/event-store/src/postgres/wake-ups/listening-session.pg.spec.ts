import { afterEach, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ExampleStore } from '../example/example-store.js';
import { statementsFor } from '../statements.js';
import { dedicatedClient } from './dedicated-client.js';
import { ListeningSession, type SessionParts } from './listening-session.js';

const example = ExampleStore.ofThisSpec();
const sessions: ListeningSession[] = [];

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.end()));
});

interface Opened {
  readonly session: ListeningSession;
  readonly client: Client;
  readonly heard: readonly string[];
}

async function opened(parts: Partial<SessionParts> = {}, dataSource?: DataSource): Promise<Opened> {
  const source = dataSource ?? (await example.connect(example.database.applicationSessionUrl));
  const client = dedicatedClient(source, 5_000) as Client;
  const heard: string[] = [];
  const session = new ListeningSession(client, {
    statements: statementsFor('daybook', false),
    echo: 'echo me',
    beatMs: 30,
    answerMs: 2_000,
    heard: (payload) => heard.push(payload),
    isOver: () => false,
    ...parts,
  });
  sessions.push(session);
  return { session, client, heard };
}

test('it has heard itself before it counts, and tells of what others say', async () => {
  const one = await opened();
  const other = await opened({ echo: 'echo you' });
  await one.session.begin();
  await other.session.begin();
  await other.session.say('something');
  while (one.heard.length < 2) await sleep(5);
  expect(one.heard).toEqual(['echo you', 'something']);
});

test('it lasts while notifications come through', async () => {
  const { session } = await opened();
  await session.begin();
  expect(await Promise.race([session.last(), sleep(300, 'still there')])).toBe('still there');
});

test('one that is answered and hears nothing is given up', async () => {
  const { session, client } = await opened();
  await session.begin();
  const end = session.last();
  await client.query('UNLISTEN *');
  await expect(end).rejects.toThrow('a notification of its own has not come within 2000 ms');
});

test('one that listens where nobody speaks never begins', async () => {
  const { listen, ...others } = statementsFor('daybook', false);
  const { session } = await opened({ statements: { ...others, listen: statementsFor('another', false).listen } });
  await expect(session.begin()).rejects.toThrow('a notification of its own has not come');
  expect(listen.text).toContain('"daybook"');
});

test('one that is silent is given up, whether it connects or has connected', async () => {
  const { session, client } = await opened();
  await session.begin();
  const end = session.last();
  // Nothing arrives any more, as from a server behind a network that is gone.
  (client as unknown as { connection: { stream: { pause(): void } } }).connection.stream.pause();
  await expect(end).rejects.toThrow('has not come within 2000 ms');

  const silent: Server = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { readonly port: number };
  const source = await example.connect(example.database.applicationSessionUrl);
  const settings = (source.driver as unknown as { master: { options: Record<string, unknown> } }).master.options;
  const url = new URL(String(settings['connectionString']));
  url.port = String(port);
  settings['connectionString'] = url.href;
  const unanswered = await opened({}, source);
  await expect(unanswered.session.begin()).rejects.toThrow('a connection has not come within 2000 ms');
  await unanswered.session.end();
  silent.close();
});

test('the settings are those of the pool, its password too where it stands alone', async () => {
  const { hostname, port, username, password, pathname } = new URL(example.database.applicationSessionUrl);
  const source = new DataSource({
    type: 'postgres',
    replication: {
      master: {
        host: hostname,
        port: Number(port),
        username,
        password: decodeURIComponent(password),
        database: pathname.slice(1),
      },
      slaves: [{ host: '192.0.2.1', port: 1, username: 'nobody', password: 'nothing', database: 'none' }],
    },
    applicationName: 'harbour',
    poolSize: 1,
    extra: { idleTimeoutMillis: 1 },
  });
  // The slave is never reached, nor is it waited for: the pool of the primary is what counts.
  const driver = source.driver as unknown as { createPool(options: unknown, one: { host: string }): Promise<unknown> };
  const createPool = driver.createPool.bind(driver);
  driver.createPool = async (options, one) =>
    one.host === hostname ? createPool(options, one) : { end: (done: () => void) => done() };
  await source.initialize();
  const { session } = await opened({}, source);
  await session.begin();
  expect(
    await example.ask(`SELECT application_name FROM pg_stat_activity WHERE application_name LIKE 'harbour%wake%'`),
  ).toEqual(['harbour (wake-ups)']);
  await session.end();
  await source.destroy();
  expect(dedicatedClient(source, 5_000)).toBeUndefined();
});
