import { expect, test } from '@jest/globals';
import {
  Aggregate,
  AggregateRoot,
  type AppliedMetadata,
  createAggregate,
  decide,
  DomainEvent,
  EventType,
  markRecorded,
  On,
  passOver,
  replay,
} from '@daybook/domain';

@EventType('parted.counted')
class Counted extends DomainEvent<'parted.counted'> {}

@Aggregate('parted')
class Counter extends AggregateRoot {
  readonly told: string[] = [];
  count(): void {
    this.apply(Counted.of());
  }
  @On(Counted) protected counted(_event: Counted, { version, part }: AppliedMetadata): void {
    this.told.push(part === undefined ? `${version}` : `${version}.${part}`);
  }
}

const begun = () => createAggregate(Counter, 'c-1');
const fold = (counter: Counter, version: number, part?: number) => {
  const meta = { eventId: `e-${version}`, aggregateId: 'c-1', version, occurredAt: new Date(0) };
  replay(counter, Counted.of(), part === undefined ? meta : { ...meta, part });
};
const outOfOrder = expect.objectContaining({ code: 'replay-out-of-order' });

test('the parts of an event that was split are folded under its one version', () => {
  const counter = begun();
  fold(counter, 1);
  fold(counter, 2, 1);
  fold(counter, 2, 2);
  fold(counter, 3);
  expect(counter.told).toEqual(['1', '2.1', '2.2', '3']);
  expect(counter.version).toBe(3);
});

test.each([
  [
    'a part twice',
    [
      [1, 1],
      [1, 1],
    ],
  ],
  [
    'a part that comes too early',
    [
      [1, 1],
      [1, 3],
    ],
  ],
  ['a first part that is missing', [[1, 2]]],
  [
    'a part of an event before',
    [
      [1, 1],
      [2, 1],
      [1, 2],
    ],
  ],
] as const)('%s is refused', (_, parts) => {
  const counter = begun();
  const last = parts.length - 1;
  parts.forEach(([version, part], index) => {
    if (index < last) fold(counter, version, part);
    else expect(() => fold(counter, version, part)).toThrow(outOfOrder);
  });
});

test('events of which nothing is left are passed over, and what is decided next follows them', () => {
  const counter = begun();
  fold(counter, 1);
  passOver(counter, 4);
  expect(counter.version).toBe(4);
  expect(() => fold(counter, 4, 2)).toThrow(outOfOrder);
  decide(counter, { now: new Date(0) }, () => counter.count());
  expect(() => passOver(counter, 5)).toThrow(outOfOrder);
  markRecorded(counter);
  expect(counter.told).toEqual(['1', '5']);
  expect(() => passOver(counter, 4)).toThrow(outOfOrder);
  expect(() => fold(counter, 5, 2)).toThrow(outOfOrder);
});
