import { expect, test } from '@jest/globals';
import { MemoryEventStore } from '../memory/memory-event-store.js';
import type { EventStore } from '../stream/event-store.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, notedCodec, notes } from './example/noted.js';
import { sqlFile } from './sql-file.js';

const example = ExampleStore.ofThisSpec();
const inMemory = new MemoryEventStore({ codec: notedCodec });

// Categories whose characters stand before, at and behind the hyphen in the order of bytes, and prefixes of each other.
const categories = ['a', 'a!', 'a.', 'a.b', 'aa', 'ä', 'z', '🙂'];

test.each<readonly [string, () => EventStore]>([
  ['PostgreSQL', () => example.store],
  ['memory', () => inMemory],
])('the store on %s finds the streams of an id in whichever categories there are', async (_, storeOf) => {
  const store = storeOf();
  expect(await store.streamsNamed('1')).toEqual([]);
  for (const category of categories) {
    for (const id of ['0', '1', '1-1', '2']) {
      if (id !== '1' || category !== 'a.') {
        await store.append(`${category}-${id}`, notes(id), { expected: 'noStream' });
      }
    }
  }
  const having = (id: string) => categories.map((category) => `${category}-${id}`).sort();
  expect([...((await store.streamsNamed('1')) ?? [])].sort()).toEqual(having('1').filter((id) => id !== 'a.-1'));
  expect([...((await store.streamsNamed('1-1')) ?? [])].sort()).toEqual(having('1-1'));
  expect(await store.streamsNamed('3')).toEqual([]);
  expect(await store.streamsNamed('%')).toEqual([]);
});

test('what is looked at grows with the categories, not with the streams', async () => {
  const { store } = example;
  const right = sqlFile('queries/streams_named.sql', 'daybook').replaceAll('$1', "'1'");
  const wrong = "SELECT stream_id FROM daybook.streams WHERE stream_id = category || '-' || '1'";
  const looked = async (statement: string): Promise<number> => {
    const [plan] = (await example.ask(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement}`)) as [
      [{ Plan: Record<string, number> }],
    ];
    return (plan[0].Plan['Shared Hit Blocks'] ?? 0) + (plan[0].Plan['Shared Read Blocks'] ?? 0);
  };
  await store.append(newStream('many'), notes('a'), { expected: 'noStream' });
  await example.ask('ANALYZE daybook.streams');
  const few = await looked(right);
  await example.ask(
    "INSERT INTO daybook.streams (stream_id, version, recorded_at) SELECT 'many-' || n, 0, now() FROM generate_series(1, 20000) AS n",
  );
  await example.ask('ANALYZE daybook.streams');
  expect(await looked(right)).toBeLessThan(3 * few);
  expect(await looked(wrong)).toBeGreaterThan(5 * few);
});
