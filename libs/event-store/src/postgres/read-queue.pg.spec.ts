import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import type { ReadStreamOptions } from '../stream/read-options.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import { sharing } from './example/sharing.js';

const example = ExampleStore.ofThisSpec();

async function read(streamId: string, options?: ReadStreamOptions): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { version, eventId } of example.store.readStream(streamId, options))
    found.push(`${version} ${eventId}`);
  return found;
}

/** Streams of so many events each. */
async function streamsOf(...lengths: readonly number[]): Promise<readonly string[]> {
  return Promise.all(
    lengths.map(async (length) => {
      const streamId = newStream();
      const texts = Array.from({ length }, (_, index) => `${index}`);
      if (length > 0) await example.store.append(streamId, notes(...texts), { expected: 'noStream' });
      return streamId;
    }),
  );
}

test('reads that travel together get what each would have got alone', async () => {
  const streams = await streamsOf(0, 1, 2, 10, 63, 64, 65, 128, 130);
  const ranges: readonly ReadStreamOptions[] = [
    {},
    { fromVersion: 2 },
    { toVersion: 64 },
    { fromVersion: 3, toVersion: 2 },
    { limit: 1 },
    { limit: 65, batchSize: 7 },
    { batchSize: 100 },
    { direction: 'backwards', limit: 3 },
    { recordedBy: new Date() },
  ];
  const reads = streams.flatMap((streamId) => ranges.map((range) => [streamId, range] as const));
  const alone: (readonly string[])[] = [];
  for (const [streamId, range] of reads) alone.push(await read(streamId, range));
  expect(await Promise.all(reads.map(([streamId, range]) => read(streamId, range)))).toEqual(alone);
  expect(alone.map(({ length }) => length)).toEqual(expect.arrayContaining([0, 1, 65, 130]));
});

test('a hundred reads at once are a few calls', async () => {
  const [streamId = ''] = await streamsOf(3);
  const { master } = example.dataSource.driver as unknown as { readonly master: Pool };
  let calls = 0;
  const count = (): void => {
    calls++;
  };
  master.on('acquire', count);
  await Promise.all(Array.from({ length: 100 }, () => read(streamId)));
  master.off('acquire', count);
  expect(calls).toBeLessThan(10);
});

/** How often a read has missed an append that was acknowledged before it, while others read the same streams. */
async function missed(readOne: (streamId: string) => Promise<readonly string[]>): Promise<number> {
  const streams = await streamsOf(...Array.from({ length: 16 }, () => 1));
  const over = new AbortController();
  const company = streams.map(async (streamId) => {
    while (!over.signal.aborted) await readOne(streamId);
  });
  const counts = await Promise.all(
    streams.map(async (streamId) => {
      let count = 0;
      for (let version = 2; version <= 20; version++) {
        await example.store.append(streamId, notes('more'), { expected: version - 1 });
        if ((await readOne(streamId)).length !== version) count++;
      }
      return count;
    }),
  );
  over.abort();
  await Promise.all(company);
  return counts.reduce((sum, count) => sum + count, 0);
}

test('a read sees every append that was acknowledged before it, whoever it travels with', async () => {
  // An answer may be long on its way.
  const slow = async (streamId: string) => {
    const found = await read(streamId);
    await sleep(3);
    return found;
  };
  expect(await missed(slow)).toBe(0);
  // The wrong build lets a read share the answer of one that is under way.
  expect(await missed(sharing(slow))).toBeGreaterThan(0);
});

test('one that goes away leaves the others what they have asked for', async () => {
  const [streamId = ''] = await streamsOf(3);
  const going = new AbortController();
  const reads = Array.from({ length: 20 }, (_, n) => read(streamId, n % 2 === 0 ? { signal: going.signal } : {}));
  going.abort(new Error('gone'));
  const settled = await Promise.allSettled(reads);
  expect(settled.map((one) => (one.status === 'fulfilled' ? one.value.length : String(one.reason)))).toEqual(
    Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? 'Error: gone' : 3)),
  );
});
