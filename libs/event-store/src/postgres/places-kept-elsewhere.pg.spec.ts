import { createTestDatabase } from '@daybook/testing';
import { afterEach, expect, test } from '@jest/globals';
import { DataSource, QueryFailedError } from 'typeorm';
import { durable } from './example/example-store.js';
import { newStream, notedCodec, notes } from './example/noted.js';
import { PostgresEventStore } from './postgres-event-store.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function connect(url: string): Promise<DataSource> {
  const dataSource = new DataSource({ type: 'postgres', url, extra: { max: 4, options: durable } });
  closing.push(async () => dataSource.isInitialized && (await dataSource.destroy()));
  return dataSource.initialize();
}

async function opened(url: string): Promise<PostgresEventStore> {
  return PostgresEventStore.open({ dataSource: await connect(url), codec: notedCodec });
}

async function newDatabase() {
  const database = await createTestDatabase();
  closing.push(() => database.drop());
  return database;
}

/** What is read behind a token, in one go. */
async function readAfter(store: PostgresEventStore, after: string, count: number): Promise<readonly unknown[]> {
  const texts: unknown[] = [];
  for await (const { data } of store.subscribe({ after })) if (texts.push(data['text']) === count) break;
  return texts;
}

const refusalOf = (asked: Promise<unknown>): Promise<unknown> => asked.catch((error: unknown) => error);

test('a place is told, kept, and read on from, by the application’s role and across its starts', async () => {
  const { applicationSessionUrl: applicationUrl } = await newDatabase();
  const store = await opened(applicationUrl);
  expect(await store.placeOf(await store.token())).toBe(0);
  await store.append(newStream(), notes('a', 'b', 'c'), { expected: 'noStream' });
  const [first] = (await store.readAll().pages().next()).value ?? [];
  const token = await store.token(first);
  const again = await opened(applicationUrl);
  expect(await readAfter(again, token, 2)).toEqual(['b', 'c']);
  expect(await again.placeOf(token)).toBe(first?.position);
  expect(await again.placeOf(await again.token())).toBe(await again.head());
  expect(await again.incarnations.list()).toMatchObject([{ ordinal: 1, begunAfter: 0, accepted: undefined }]);
  await expect(store.token({ position: first!.position, eventId: newStream() })).rejects.toMatchObject({
    code: 'log-went-back',
  });
});

test('a copy of the database on the same cluster is another history: refused until it is accepted by the owner', async () => {
  const { url, applicationSessionUrl: applicationUrl } = await newDatabase();
  const store = await opened(applicationUrl);
  await store.append(newStream(), notes('a', 'b'), { expected: 'noStream' });
  const kept = await store.token();
  const incarnation = store.incarnation;

  // All connections but those of this spec are gone: a template may have none.
  for (const close of closing.splice(1)) await close();
  const copy = new URL(applicationUrl);
  const owner = await connect(new URL('/postgres', url).href);
  const name = new URL(url).pathname.slice(1);
  await owner.query(`CREATE DATABASE ${name}_copy TEMPLATE ${name}`);
  closing.push(() => owner.query(`DROP DATABASE ${name}_copy WITH (FORCE)`));
  copy.pathname = `/${name}_copy`;
  const original = await opened(applicationUrl);
  await original.append(newStream(), notes('c', 'd'), { expected: 'noStream' });
  const lost = await original.token();

  const restored = await opened(copy.href);
  expect(restored.incarnation).not.toBe(incarnation);
  await restored.append(newStream(), notes('other', 'others'), { expected: 'noStream' });
  // The cluster, the timeline and, on a copy like this, the table are the same.
  const [one, other] = await restored.incarnations.list();
  expect(one?.identity.replace(/\/\d+\./, '/')).toBe(other?.identity.replace(/\/\d+\./, '/'));
  expect(other).toMatchObject({ ordinal: 2, begunAfter: 2 });

  const refusal = await refusalOf(readAfter(restored, lost, 1));
  expect(refusal).toMatchObject({ code: 'incarnation-not-accepted', position: 4, isThere: false, keptTo: 2 });
  expect(await refusalOf(restored.placeOf(kept))).toMatchObject({ position: 2, isThere: true, keptTo: 2 });
  const reason = 'the copy is what we have';
  await expect(restored.incarnations.accept({ reason, by: 'Ada' })).rejects.toMatchObject({
    code: 'store-unavailable',
  });

  copy.username = new URL(url).username;
  copy.password = new URL(url).password;
  const owners = await opened(copy.href);
  await expect(owners.incarnations.accept({ reason, by: 'Ada', lostAfter: 5 })).rejects.toMatchObject({
    code: 'invalid-read',
    field: 'lostAfter',
  });
  expect(await owners.incarnations.accept({ reason, by: 'Ada' })).toMatchObject({
    begunAfter: 2,
    accepted: { by: 'Ada', reason },
  });
  await expect(owners.incarnations.accept({ reason, by: 'Ada' })).rejects.toMatchObject({ code: 'nothing-to-accept' });
  expect(await readAfter(restored, lost, 2)).toEqual(['other', 'others']);
  expect(await readAfter(restored, kept, 2)).toEqual(['other', 'others']);
  // What was told here is not known there.
  expect(await refusalOf(original.placeOf(await restored.token()))).toMatchObject({
    code: 'incarnation-not-accepted',
    keptTo: 2,
    message: expect.stringContaining('--lost-after 2'),
  });
});

/** Those who use it are back at once, and may be back before the new name is. */
async function renameInUse(owner: DataSource, name: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await owner.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    try {
      await owner.query(`ALTER DATABASE ${name} RENAME TO ${to}`);
      return;
    } catch (error) {
      const isInUse = error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '55006';
      if (!isInUse || attempt === 8) throw error;
    }
  }
}

test('a dump that takes the place of the database under a running store is noticed by all who have read there', async () => {
  const { url, applicationSessionUrl: applicationUrl } = await newDatabase();
  const name = new URL(url).pathname.slice(1);
  const first = await opened(applicationUrl);
  await first.append(newStream(), notes('a', 'b'), { expected: 'noStream' });
  for (const close of closing.splice(1)) await close();
  const owner = await connect(new URL('/postgres', url).href);
  await owner.query(`CREATE DATABASE ${name}_dump TEMPLATE ${name}`);
  closing.push(() => owner.query(`DROP DATABASE IF EXISTS ${name}_old WITH (FORCE)`));

  const store = await opened(applicationUrl);
  const seen: unknown[] = [];
  const ended = refusalOf(
    (async () => {
      for await (const { data } of store.subscribe()) seen.push(data['text']);
    })(),
  );
  const stream = newStream();
  await store.append(stream, notes('c', 'd'), { expected: 'noStream' });
  while (seen.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  const { incarnation } = store;
  const token = await store.token();
  await renameInUse(owner, name, `${name}_old`);
  await owner.query(`ALTER DATABASE ${name}_dump RENAME TO ${name}`);

  // What was decided from what the lost history has said is a conflict, whatever versions there are.
  const stale = () => store.append(stream, notes('e'), { expected: 'any', incarnation });
  while (((await refusalOf(stale())) as { code: string }).code !== 'concurrency-conflict');
  expect(await ended).toMatchObject({ code: 'log-history-changed', expected: incarnation, found: store.incarnation });
  expect(seen).toEqual(['a', 'b', 'c', 'd']);
  expect(await refusalOf(store.placeOf(token))).toMatchObject({ code: 'incarnation-not-accepted', keptTo: 2 });
  expect(await store.incarnations.list()).toMatchObject([{ ordinal: 1 }, { ordinal: 2, begunAfter: 2 }]);
});

test('a log of its own is another one, and stays so', async () => {
  const [one, other] = [
    await opened((await newDatabase()).applicationSessionUrl),
    await opened((await newDatabase()).url),
  ];
  const refusal = await refusalOf(other.placeOf(await one.token()));
  expect(refusal).toMatchObject({ code: 'token-of-another-log', position: 0 });
});

test('what was lost without a word is told by the event that is missing, and accepted by saying up to where', async () => {
  const { url } = await newDatabase();
  const store = await opened(url);
  await store.append(newStream(), notes('a', 'b', 'c'), { expected: 'noStream' });
  const token = await store.token();
  const owner = await connect(url);
  await owner.query('ALTER TABLE daybook.events DISABLE TRIGGER ALL');
  await owner.query('DELETE FROM daybook.events WHERE position = 3');
  // Its writer sends it again, to another position, or by chance to the same.
  await store.append(newStream(), notes('d'), { expected: 'noStream' });
  expect(await refusalOf(readAfter(store, token, 1))).toMatchObject({
    code: 'log-went-back',
    position: 3,
    lastThere: 2,
  });
  await owner.query('UPDATE daybook.events SET position = 3 WHERE position = 4');
  expect(await refusalOf(readAfter(store, token, 1))).toMatchObject({
    code: 'log-went-back',
    position: 3,
    lastThere: 3,
  });
  await store.incarnations.accept({ reason: 'the disk was put back', by: 'Ada', lostAfter: 2 });
  expect(await readAfter(store, token, 1)).toEqual(['d']);
  expect(await store.incarnations.list()).toMatchObject([{}, { ordinal: 2, begunAfter: 2, accepted: { by: 'Ada' } }]);
});

test('many stores that open at once put one history on record', async () => {
  const { applicationSessionUrl: applicationUrl, url } = await newDatabase();
  await Promise.all(Array.from({ length: 8 }, () => opened(applicationUrl)));
  const owner = await connect(url);
  await owner.query(`UPDATE daybook.incarnations SET identity = 'of another cluster'`);
  const stores = await Promise.all(Array.from({ length: 8 }, () => opened(applicationUrl)));
  expect(await stores[0]!.incarnations.list()).toHaveLength(2);
});
