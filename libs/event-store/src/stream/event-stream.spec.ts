import { expect, test } from '@jest/globals';
import { EventStream } from './event-stream.js';
import type { RecordedEvent } from './recorded-event.js';

const event = (version: number) => ({ version }) as RecordedEvent;

async function* threePages(): AsyncGenerator<readonly RecordedEvent[]> {
  yield [event(1), event(2)];
  yield [];
  yield [event(3)];
}

test('an empty page is passed over', async () => {
  const sizes: number[] = [];
  for await (const page of new EventStream(threePages).pages()) sizes.push(page.length);
  expect(sizes).toEqual([2, 1]);
});

test('a reader who leaves closes what is read from', async () => {
  let closed = false;
  async function* closing(): AsyncGenerator<readonly RecordedEvent[]> {
    try {
      yield* threePages();
    } finally {
      closed = true;
    }
  }
  for await (const { version } of new EventStream(closing)) if (version === 1) break;
  expect(closed).toBe(true);
});

test('a failure of the store reaches the reader', async () => {
  async function* failing(): AsyncGenerator<readonly RecordedEvent[]> {
    yield [event(1)];
    throw new Error('the database has gone');
  }
  const seen: number[] = [];
  const reading = async () => {
    for await (const { version } of new EventStream(failing)) seen.push(version);
  };
  await expect(reading()).rejects.toThrow('the database has gone');
  expect(seen).toEqual([1]);
});
