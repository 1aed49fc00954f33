import { expect, test } from '@jest/globals';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';

const example = ExampleStore.ofThisSpec();

test('a store says from its opening on which server it has met, in which of its histories', () => {
  expect(example.store.incarnation).toMatch(/^\d+\.\d+\/\d+\.\d+\/[0-9A-F]{8}$/);
});

test('an incarnation goes on with the history of its cluster, and one that is not met with its own', async () => {
  const { store } = example;
  expect(await store.historyOf(store.incarnation)).toMatch(/^\d+\/\d+\.\d+\/[0-9A-F]{8}$/);
  expect(await store.historyOf('another/00000001')).toBe('another/00000001');
});

test('who may not ask which cluster it is takes each incarnation for a history of its own', async () => {
  await example.ask('REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC');
  const store = await example.openStore();
  expect(await store.historyOf(store.incarnation)).toBe(store.incarnation);
  await example.ask('GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC');
});

test('what was decided from what this server has said is appended', async () => {
  await example.store.head();
  const { incarnation } = example.store;
  expect(await example.store.append(newStream(), notes('a'), { expected: 'noStream', incarnation })).toMatchObject({
    version: 1,
  });
});

test('what was decided from what another server has said is a conflict, alone and among others', async () => {
  const { store } = example;
  const streams = Array.from({ length: 20 }, () => newStream());
  const outcomes = await Promise.allSettled(
    streams.map((stream, n) =>
      store.append(stream, notes('a'), {
        expected: 'noStream',
        ...(n % 2 === 0 && { incarnation: 'another/00000001' }),
      }),
    ),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(streams.map((_, n) => (n % 2 === 0 ? 'rejected' : 'fulfilled')));
  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ code: 'concurrency-conflict' })));
  const written = (await example.log()).map(({ streamId }) => streamId);
  expect(written).not.toContain(streams[0]);
  expect(written).toContain(streams[1]);
  // Its stream is free again.
  await store.append(streams[0] as string, notes('b'), { expected: 'noStream' });
});

test('a text that is no incarnation is refused', async () => {
  const append = example.store.append(newStream(), notes('a'), { expected: 'any', incarnation: 1 as never });
  await expect(append).rejects.toMatchObject({ code: 'invalid-append', field: 'incarnation' });
});
