import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, test } from '@jest/globals';
import { ConcurrencyError } from '../stream/concurrency.error.js';
import { EventIdConflict } from '../stream/event-id-conflict.error.js';
import { IdempotencyKeyConflict } from '../stream/idempotency-key-conflict.error.js';
import type { ProposedEvent } from '../stream/proposed-event.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, Noted, notes } from './example/noted.js';

const example = ExampleStore.ofThisSpec();
let stream: string;

beforeEach(() => {
  stream = newStream();
});

function noteWithId(text: string, eventId: string = randomUUID()): ProposedEvent {
  return { event: Noted.of({ text }), eventId };
}

async function textsOf(streamId: string): Promise<readonly unknown[]> {
  const texts: unknown[] = [];
  for await (const { data } of example.store.readStream(streamId)) texts.push(data['text']);
  return texts;
}

/** What is begun in one turn of the event loop travels in one call: so many more commits than before. */
async function commits(): Promise<number> {
  return Number((await example.ask('SELECT count(DISTINCT xmin::text) FROM daybook.events'))[0]);
}

test('appends that are made at once travel in one transaction', async () => {
  const before = await commits();
  const streams = Array.from({ length: 64 }, () => newStream());
  await Promise.all(streams.map((streamId) => example.store.append(streamId, notes('a'), { expected: 'noStream' })));
  expect((await commits()) - before).toBe(1);
});

test('appends to one stream that travel together are each judged after the ones before', async () => {
  const results = await Promise.all(
    [0, 1, 2, 3].map((expected) => example.store.append(stream, notes(`after ${expected}`), { expected })),
  );
  expect(results.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  const positions = results.map(({ position }) => position);
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
  expect(await textsOf(stream)).toEqual(['after 0', 'after 1', 'after 2', 'after 3']);
});

test('a conflict among them is answered with the version that the ones before have left', async () => {
  const [first, conflict, third] = await Promise.allSettled([
    example.store.append(stream, notes('a', 'b'), { expected: 'noStream' }),
    example.store.append(stream, notes('x'), { expected: 5 }),
    example.store.append(stream, notes('c'), { expected: 2 }),
  ]);
  expect(first).toMatchObject({ status: 'fulfilled', value: { version: 2 } });
  expect(conflict).toMatchObject({ status: 'rejected', reason: { code: 'concurrency-conflict', actual: 2 } });
  expect(third).toMatchObject({ status: 'fulfilled', value: { version: 3 } });
});

test('of two creators in one call the second conflicts', async () => {
  const [first, second] = await Promise.allSettled(
    ['a', 'b'].map((text) => example.store.append(stream, notes(text), { expected: 'noStream' })),
  );
  expect(first?.status).toBe('fulfilled');
  expect(second).toMatchObject({ status: 'rejected', reason: expect.any(ConcurrencyError) as unknown });
  expect(await textsOf(stream)).toEqual(['a']);
});

test('repetitions that travel with the append that they repeat get its result', async () => {
  const event = noteWithId('once');
  const results = await Promise.all(
    Array.from({ length: 5 }, () => example.store.append(stream, [event], { expected: 'noStream' })),
  );
  expect(results.map(({ repeated }) => repeated)).toEqual([false, true, true, true, true]);
  expect(new Set(results.map(({ position }) => position)).size).toBe(1);
  expect(await textsOf(stream)).toEqual(['once']);
});

test('of two that bring the same event id to different streams one is refused, and their neighbours are not', async () => {
  const eventId = randomUUID();
  const neighbours = Array.from({ length: 10 }, () => newStream());
  const other = newStream();
  const [first, second, ...rest] = await Promise.allSettled([
    example.store.append(stream, [noteWithId('first', eventId)], { expected: 'noStream' }),
    example.store.append(other, [noteWithId('second', eventId)], { expected: 'noStream' }),
    ...neighbours.map((streamId) => example.store.append(streamId, notes('good'), { expected: 'noStream' })),
  ]);
  expect(first.status).toBe('fulfilled');
  expect(second).toMatchObject({ status: 'rejected', reason: expect.any(EventIdConflict) as unknown });
  expect(rest.map(({ status }) => status)).toEqual(neighbours.map(() => 'fulfilled'));
  expect(await textsOf(other)).toEqual([]);
});

test('an idempotency key that is brought twice in one call counts once', async () => {
  const idempotencyKey = `key-${randomUUID()}`;
  const append = (text: string) => example.store.append(stream, notes(text), { expected: 'any', idempotencyKey });
  const [first, same, other] = await Promise.allSettled([append('a'), append('a'), append('b')]);
  expect(first).toMatchObject({ status: 'fulfilled', value: { repeated: false, version: 1 } });
  expect(same).toMatchObject({ status: 'fulfilled', value: { repeated: true, version: 1 } });
  expect(other).toMatchObject({ status: 'rejected', reason: expect.any(IdempotencyKeyConflict) as unknown });
  expect(await textsOf(stream)).toEqual(['a']);
});

test('a key whose append was refused is free again', async () => {
  const idempotencyKey = `key-${randomUUID()}`;
  const append = (expected: number) => example.store.append(stream, notes('a'), { expected, idempotencyKey });
  await expect(append(7)).rejects.toThrow(ConcurrencyError);
  expect(await append(0)).toMatchObject({ version: 1, repeated: false });
  expect(await append(0)).toMatchObject({ version: 1, repeated: true });
});

test('a key whose append was refused in a held transaction is free again, in it and after it', async () => {
  const idempotencyKey = `key-${randomUUID()}`;
  const result = await example.dataSource.transaction(async (manager) => {
    const refused = example.store.append(stream, notes('a'), { expected: 7, idempotencyKey, manager });
    await expect(refused).rejects.toThrow(ConcurrencyError);
    return example.store.append(stream, notes('a'), { expected: 0, idempotencyKey, manager });
  });
  expect(result).toMatchObject({ version: 1, repeated: false });
  const again = await example.store.append(stream, notes('a'), { expected: 0, idempotencyKey });
  expect(again).toMatchObject({ version: 1, repeated: true });
});

test('a key that was claimed in a transaction that is rolled back is free again', async () => {
  const idempotencyKey = `key-${randomUUID()}`;
  const rolledBack = example.dataSource.transaction(async (manager) => {
    await example.store.append(stream, notes('undone'), { expected: 'noStream', idempotencyKey, manager });
    throw new Error('changed my mind');
  });
  await expect(rolledBack).rejects.toThrow('changed my mind');
  const again = await example.store.append(stream, notes('done'), { expected: 'noStream', idempotencyKey });
  expect(again.repeated).toBe(false);
});

test('an append never overtakes an earlier one to the same stream that has to go alone', async () => {
  const held = newStream('held');
  await example.store.append(held, notes('there'), { expected: 'noStream' });
  const holder = example.dataSource.createQueryRunner();
  await holder.startTransaction();
  await example.store.append(held, notes('held'), { expected: 'any', manager: holder.manager });
  const earlier = example.store.appendAll([
    { streamId: held, events: notes('earlier'), expected: 'any' },
    { streamId: stream, events: notes('earlier'), expected: 'any' },
  ]);
  // With it in one call, and in a call of their own while it waits.
  const sameCall = example.store.append(stream, notes('same call'), { expected: 'any' });
  await sleep(50);
  const nextCall = example.store.append(stream, notes('next call'), { expected: 'any' });
  await sleep(50);
  expect(await textsOf(stream)).toEqual([]);
  await holder.commitTransaction();
  await holder.release();
  await Promise.all([earlier, sameCall, nextCall]);
  expect(await textsOf(stream)).toEqual(['earlier', 'same call', 'next call']);
});

test('appends to several streams that overlap in one call each succeed as a whole or not at all', async () => {
  const [a, b, c] = [newStream(), newStream(), newStream()];
  const to = (...shares: readonly (readonly [string, number])[]) =>
    example.store.appendAll(shares.map(([streamId, expected]) => ({ streamId, expected, events: notes('x') })));
  const outcomes = await Promise.allSettled([
    to([a, 0], [b, 0]),
    to([b, 1], [c, 7]),
    to([b, 1], [c, 0]),
    to([c, 1], [a, 1]),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(outcomes[1]).toMatchObject({ reason: { streamId: c, actual: 0 } });
  expect(await Promise.all([a, b, c].map(textsOf))).toEqual([
    ['x', 'x'],
    ['x', 'x'],
    ['x', 'x'],
  ]);
});

test('appends that would be too large for one call together are made in several', async () => {
  const large = 'x'.repeat(1_000_000);
  const streams = Array.from({ length: 24 }, () => newStream());
  const results = await Promise.all(
    streams.map((streamId) => example.store.append(streamId, notes(large, large), { expected: 'noStream' })),
  );
  expect(results.map(({ version }) => version)).toEqual(streams.map(() => 2));
});

test('a large append takes nobody else’s time, and what follows it in its stream comes after it', async () => {
  const ended: string[] = [];
  const append = (name: string, streamId: string, events: readonly Noted[]) =>
    example.store.append(streamId, events, { expected: 'any' }).then(() => ended.push(name));
  const large = append('large', stream, notes(...Array.from({ length: 10_000 }, (_, n) => String(n))));
  const behind = append('behind it', stream, notes('behind'));
  for (let n = 0; n < 5; n++) await append('small', newStream(), notes('small'));
  await Promise.all([large, behind]);
  expect(ended).toEqual(['small', 'small', 'small', 'small', 'small', 'large', 'behind it']);
  const last = await example.store.readStream(stream, { direction: 'backwards', limit: 1 }).pages().next();
  expect(last.value).toMatchObject([{ version: 10_001, data: { text: 'behind' } }]);
});

test('an append that no message could hold is refused before anything is sent', async () => {
  const large = 'x'.repeat(1_000_000);
  const events = notes(...Array.from({ length: 129 }, () => large));
  const refused = { code: 'invalid-append', field: 'events' };
  await expect(example.store.append(stream, events, { expected: 'noStream' })).rejects.toMatchObject(refused);
});
