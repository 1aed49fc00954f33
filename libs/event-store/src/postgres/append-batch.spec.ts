import { expect, test } from '@jest/globals';
import { batchLimits, isLarge, takeBatch } from './append-batch.js';
import type { AppendUnit } from './append-unit.js';
import { AppendTurns } from './append-turns.js';
import type { PendingAppend } from './pending-append.js';

const turns = new AppendTurns();

function pending(
  streamIds: readonly string[],
  idempotencyKey: string | null = null,
  data = '{}',
  count = 1,
): PendingAppend {
  const event = { eventId: '', type: '', schemaVersion: 1, data, metadata: '{}', occurredAt: undefined };
  const events = Array.from({ length: count }, () => event);
  const unit: AppendUnit = {
    parts: streamIds.map((streamId) => ({ streamId, expected: 'any', events })),
    idempotencyKey,
    fingerprint: null,
  };
  return turns.take(unit);
}

function ended(append: PendingAppend): void {
  append.outcome.catch(() => undefined);
  append.failed(new Error('it has ended'));
}

test('what arrived goes in the order in which it arrived, up to the limit', () => {
  const appends = Array.from({ length: batchLimits.appends + 10 }, (_, n) => pending([`order-${n}`]));
  const queue = [...appends];
  expect(takeBatch(queue)).toEqual(appends.slice(0, batchLimits.appends));
  expect(queue).toEqual(appends.slice(batchLimits.appends));
  expect(takeBatch(queue)).toEqual(appends.slice(batchLimits.appends));
  expect(queue).toEqual([]);
});

test('appends to one stream ride together, in order', () => {
  const appends = Array.from({ length: 5 }, () => pending(['chain-1']));
  expect(takeBatch([...appends])).toEqual(appends);
});

test('what waits behind an append that travels elsewhere stays, and what waits behind that', () => {
  const first = pending(['wait-1']);
  const queue = [
    pending(['wait-1', 'wait-2']),
    pending(['wait-2', 'wait-3']),
    pending(['wait-3']),
    pending(['wait-4']),
  ];
  const [second, third, fourth, free] = queue;
  expect(takeBatch(queue)).toEqual([free]);
  expect(queue).toEqual([second, third, fourth]);
  ended(first);
  expect(takeBatch(queue)).toEqual([second, third, fourth]);
});

test('an idempotency key makes appends wait for each other like a stream of that name does not', () => {
  const first = pending(['key-1'], 'key-9');
  const queue = [pending(['key-2'], 'key-9'), pending(['key-9'])];
  const [same, other] = queue;
  expect(takeBatch(queue)).toEqual([other]);
  ended(first);
  expect(takeBatch(queue)).toEqual([same]);
});

test('a call is not made so large that the driver or the server would refuse it', () => {
  const large = 'x'.repeat(batchLimits.characters / 4);
  const queue = Array.from({ length: 7 }, (_, n) => pending([`large-${n}`], null, large));
  expect([takeBatch(queue), takeBatch(queue), takeBatch(queue)].map(({ length }) => length)).toEqual([3, 3, 1]);
});

test('an append over the limits of a call is large, and one at them is not', () => {
  const { events, characters } = batchLimits;
  expect(isLarge(pending(['whale-1'], null, '{}', events))).toBe(false);
  expect(isLarge(pending(['whale-2'], null, '{}', events + 1))).toBe(true);
  expect(isLarge(pending(['whale-3'], null, 'x'.repeat(characters - 2)))).toBe(false);
  expect(isLarge(pending(['whale-4'], null, 'x'.repeat(characters - 1)))).toBe(true);
});

test('half a million appends behind one held stream are no obstacle to the others', () => {
  const held = pending(['obstacle-1']);
  const queue = Array.from({ length: 500_000 }, () => pending(['obstacle-1']));
  queue.push(pending(['obstacle-2']));
  expect(takeBatch(queue)).toHaveLength(1);
  expect(queue).toHaveLength(500_000);
  ended(held);
});
