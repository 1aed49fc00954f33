import { expect, test } from '@jest/globals';
import { StreamCopier } from '../../copying/stream-copier.js';
import type { RecordedEvent } from '../../stream/recorded-event.js';
import { ExampleStore } from '../example/example-store.js';
import { newStream, notedCodec, notes } from '../example/noted.js';

const example = ExampleStore.ofThisSpec();
const transformation = { name: 'as-it-is', transform: ({ event }: RecordedEvent) => event };
const order = { transformation, reason: 'a test', orderedBy: 'ann' };
const begin = (source: string, target: string): string =>
  `SELECT outcome FROM daybook.begin_copy('${source}', '${target}', 'as-it-is', 'a test', 'ann')`;

async function closed(...streams: readonly string[]): Promise<readonly unknown[]> {
  return example.ask(
    'SELECT closed_at IS NOT NULL FROM daybook.streams WHERE stream_id = ANY ($1) ORDER BY stream_key',
    [streams],
  );
}

/** With what each statement is refused when it is run and committed; undefined if it is not. */
async function refusals(url: string, ...statements: readonly string[]): Promise<readonly unknown[]> {
  const dataSource = await example.connect(url, 1);
  const codes: unknown[] = [];
  for (const statement of statements) {
    const code = (error: unknown): unknown => (error as { readonly code?: unknown }).code;
    codes.push(await dataSource.query(statement).then(() => undefined, code));
  }
  return codes;
}

test('the application closes a stream by completing a copy of it, and in no other way', async () => {
  const { store, database } = example;
  const [source, target] = [newStream(), newStream()];
  await store.append(source, notes('a'), { expected: 'noStream' });
  const refused = await refusals(
    database.applicationUrl,
    // Not ended: both would take events.
    begin(source, target),
    // Ended without an event.
    `DO $$ BEGIN PERFORM (${begin(source, target)}); PERFORM daybook.end_copy('${target}', true); END $$`,
    // Ended without being begun.
    `SELECT daybook.end_copy('${target}', true)`,
    `SELECT daybook.end_copy('${source}', true)`,
    `UPDATE daybook.streams SET closed_at = now() WHERE stream_id = '${source}'`,
  );
  expect(refused).toEqual(['23001', '55000', '55000', '55000', '42501']);
  expect(await closed(source, target)).toEqual([false]);
  // What is refused leaves nothing behind that anybody would meet.
  const other = newStream();
  await refusals(database.applicationUrl, begin(newStream(), other), begin(other, source), begin(source, source));
  await store.append(other, notes('b'), { expected: 'noStream' });
  await refusals(database.applicationUrl, begin(source, other), begin(other, source));
  expect(await closed(source, other)).toEqual([false, false]);
  await new StreamCopier({ store, codec: notedCodec }).copy(source, target, order);
  expect(await closed(source, target)).toEqual([true, false]);
});

test('whoever appends to the old stream while it is being closed waits, and is told where it goes on', async () => {
  const { store } = example;
  const [source, target] = [newStream(), newStream()];
  await store.append(source, notes('a'), { expected: 'noStream' });
  const { copies } = store;
  let late: Promise<unknown> = Promise.resolve();
  const copyOrder = { source, target, ...order, transformation: 'as-it-is' };
  await copies.complete(copyOrder, { source: 0, target: 0 }, (rest) => {
    late = store.append(source, notes('late'), { expected: 'any' }).catch((error: unknown) => error);
    return { target: rest.map(({ event }) => ({ event })) };
  });
  expect(await late).toMatchObject({ code: 'stream-closed', streamId: source, continuedIn: target });
  const texts: unknown[] = [];
  for await (const { data } of store.readStream(target)) texts.push(data['text']);
  expect(texts).toEqual(['a']);
});

test('two streams that are copied at once are both closed', async () => {
  const { store } = example;
  const [one, two] = [newStream(), newStream()];
  const copier = new StreamCopier({ store, codec: notedCodec, batchSize: 2 });
  for (const streamId of [one, two])
    await store.append(streamId, notes('a', 'b', 'c', 'd', 'e'), { expected: 'noStream' });
  const targets = [newStream(), newStream()];
  await Promise.all([one, two].map((source, n) => copier.copy(source, targets[n] ?? '', order)));
  expect(await closed(one, two, ...targets)).toEqual([true, true, false, false]);
});

test('a copy is made under any default isolation, and in a store whose pool has one connection', async () => {
  const { database } = example;
  const dataSource = await example.connect(database.applicationUrl, 1);
  await dataSource.query('SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE');
  const store = await example.openStore({ dataSource });
  const [source, target] = [newStream(), newStream()];
  await store.append(source, notes('a', 'b', 'c'), { expected: 'noStream' });
  await new StreamCopier({ store, codec: notedCodec, batchSize: 1 }).copy(source, target, order);
  expect(await closed(source, target)).toEqual([true, false]);
});
