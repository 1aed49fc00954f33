import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStream } from '../../stream/event-stream.js';
import type { RecordedEvent } from '../../stream/recorded-event.js';
import { StoreOverloaded } from '../../stream/store-overloaded.error.js';
import { StoreUnavailable } from '../../stream/store-unavailable.error.js';
import { checkSubscribe } from './check-subscribe.js';
import { ExampleLog } from './example/example-log.js';
import { livePages } from './live-pages.js';
import { LogHistoryChanged } from './log-history-changed.error.js';
import type { SubscribeOptions } from './subscribe-options.js';

const away = (): StoreUnavailable => new StoreUnavailable('reading the log', new Error('away'));

function read(log: ExampleLog, options: SubscribeOptions = {}, patienceMs?: number): EventStream {
  const checked = checkSubscribe(options);
  return new EventStream(() => livePages(log, checked, patienceMs), checked.signal);
}

async function take(stream: EventStream, count: number): Promise<readonly number[]> {
  const positions: number[] = [];
  for await (const { position } of stream) if (positions.push(position) === count) break;
  return positions;
}

test('one who never comes to the end of the log never listens', async () => {
  const log = new ExampleLog(10);
  expect(await take(read(log, { batchSize: 3 }), 10)).toHaveLength(10);
  expect(log.listenedTimes).toBe(0);
});

test('1,000 readers opened and closed leave no listener and no timer, however they leave', async () => {
  const log = new ExampleLog(3);
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  const controller = new AbortController();
  const [aborted, left] = [controller.signal, undefined].map((signal) =>
    Array.from({ length: 500 }, () => take(read(log, signal && { signal }), 4).catch((reason: unknown) => reason)),
  );
  while (log.listeners < 1_000) await sleep(5);
  controller.abort('gone');
  expect(new Set(await Promise.all(aborted!))).toEqual(new Set(['gone']));
  expect(log.listeners).toBe(500);
  log.append(1);
  await Promise.all(left!);
  expect(log.listeners).toBe(0);
  expect(timers()).toBeLessThanOrEqual(before);
});

test('an append between the last look and the beginning of the listening is seen at once', async () => {
  const log = new ExampleLog(1, { pollMs: 60_000 });
  log.beforeListening = () => log.append(1);
  expect(await take(read(log), 2)).toEqual([1, 2]);
});

test('an append during a look, after its answer was on its way, is seen at once', async () => {
  const log = new ExampleLog(1, { pollMs: 60_000 });
  const taken = take(read(log), 4);
  while (log.listeners === 0) await sleep(1);
  log.afterHead = () => {
    log.afterHead = () => undefined;
    log.append(1);
  };
  log.append(2);
  expect(await taken).toEqual([1, 2, 3, 4]);
});

test('who is never woken asks by himself, as often as he is told to at the moment', async () => {
  const log = new ExampleLog(1, { pollMs: 30 });
  const taken = take(read(log), 3);
  log.deaf = true;
  for (const position of [2, 3]) {
    await sleep(50);
    log.append(1);
    expect(log.rows.length).toBe(position);
  }
  expect(await taken).toEqual([1, 2, 3]);
});

test('what a filter passes over is not looked at again', async () => {
  const log = new ExampleLog(5);
  const taken = take(read(log, { types: ['wanted'] }), 1);
  while (log.listeners === 0) await sleep(1);
  log.append(1, 'wanted');
  expect(await taken).toEqual([6]);
  expect(log.asked.map(({ afterPosition }) => afterPosition)).toEqual([0, 5]);
});

test('no more than one page is asked for ahead', async () => {
  const log = new ExampleLog(100);
  const pages = read(log, { batchSize: 10 }).pages();
  await pages.next();
  await sleep(20);
  expect(log.pagesRead).toBe(1);
  await pages.next();
  expect(log.pagesRead).toBe(2);
  await pages.return();
});

test.each([
  ['is away', away],
  ['has too many callers', () => new StoreOverloaded('reading', 1, 'there is no room')],
])('a store that %s for a moment is waited for, in the middle of a page as well', async (_, refusal) => {
  const log = new ExampleLog(6);
  log.refusals.head.push(undefined, refusal());
  log.refusals.page.push(undefined, refusal(), refusal());
  const taken = take(read(log, { batchSize: 2 }), 7);
  while (log.listeners === 0) await sleep(1);
  log.append(1);
  expect(await taken).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a store that stays away is no longer waited for, and an abort ends the waiting at once', async () => {
  const log = new ExampleLog(0);
  log.refusals.head.push(...Array.from({ length: 100 }, away));
  await expect(take(read(log, {}, 250), 1)).rejects.toBeInstanceOf(StoreUnavailable);
  const controller = new AbortController();
  const ended = take(read(log, { signal: controller.signal }), 1).catch((reason: unknown) => reason);
  await sleep(20);
  controller.abort('gone');
  expect(await ended).toBe('gone');
});

test('what will not pass is thrown on, and leaves no listener', async () => {
  const log = new ExampleLog(1);
  const taken = take(read(log), 2);
  while (log.listeners === 0) await sleep(1);
  log.refusals.page.push(new TypeError('a stage of the codec failed'));
  log.append(1);
  await expect(taken).rejects.toThrow('a stage of the codec failed');
  expect(log.listeners).toBe(0);
});

test('after a fail-over nothing of the other history is delivered', async () => {
  const log = new ExampleLog(2);
  const seen: RecordedEvent[] = [];
  const ended = (async () => {
    for await (const event of read(log)) seen.push(event);
  })();
  while (log.listeners === 0) await sleep(1);
  log.incarnation = 'another';
  log.append(1);
  await expect(ended).rejects.toBeInstanceOf(LogHistoryChanged);
  await expect(ended).rejects.toMatchObject({ position: 2, expected: 'first', found: 'another' });
  expect(seen.map(({ position }) => position)).toEqual([1, 2]);
});

test('a restart of the server passes unnoticed', async () => {
  const log = new ExampleLog(2, { pollMs: 5 });
  for (const incarnation of ['first', 'second']) log.histories.set(incarnation, 'the same');
  const seen: number[] = [];
  const read3 = (async () => {
    for await (const { position } of read(log)) if (seen.push(position) === 3) return;
  })();
  while (seen.length < 2) await sleep(1);
  log.incarnation = 'second';
  log.append(1);
  await read3;
  expect(seen).toEqual([1, 2, 3]);
});

test('after a restart with a log that ends before what was read, nothing is delivered of it', async () => {
  const log = new ExampleLog(3, { pollMs: 5 });
  for (const incarnation of ['first', 'second']) log.histories.set(incarnation, 'the same');
  const seen: number[] = [];
  const ended = (async () => {
    for await (const { position } of read(log)) seen.push(position);
  })();
  while (seen.length < 3) await sleep(1);
  log.rows.splice(1);
  log.incarnation = 'second';
  await expect(ended).rejects.toMatchObject({ code: 'log-history-changed', position: 3 });
  expect(seen).toEqual([1, 2, 3]);
});

test('who waits when the store is closed is told so, after the last event', async () => {
  const log = new ExampleLog(1, { pollMs: 60_000 });
  const seen: number[] = [];
  const ended = (async () => {
    for await (const { position } of read(log)) seen.push(position);
  })();
  while (log.listeners === 0) await sleep(1);
  log.close(1);
  await expect(ended).rejects.toMatchObject({ code: 'store-closed', operation: 'subscribing' });
  expect(seen).toEqual([1, 2]);
  log.refusals.head.push(away());
  await expect(take(read(log), 3)).rejects.toMatchObject({ code: 'store-closed' });
});
