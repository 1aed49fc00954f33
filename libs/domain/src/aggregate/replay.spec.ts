import { describe, expect, test } from '@jest/globals';
import {
  Aggregate,
  AggregateRoot,
  type AppliedMetadata,
  changesOf,
  createAggregate,
  DomainEvent,
  eventDefinitionOf,
  eventFromJson,
  EventHandlerMissing,
  EventType,
  On,
  replay,
  ReplayOutOfOrder,
} from '@daybook/domain';

@EventType('account.deposited')
class Deposited extends DomainEvent<'account.deposited'> {
  readonly amountMinor!: number;
}

@EventType('account.unheard')
class Unheard extends DomainEvent<'account.unheard'> {}

@Aggregate('account')
class Account extends AggregateRoot {
  balanceMinor = 0;
  lastAt: Date | undefined;

  deposit(amountMinor: number): void {
    this.apply(Deposited.of({ amountMinor }));
  }
  @On(Deposited) protected deposited(event: Deposited, meta: AppliedMetadata): void {
    this.balanceMinor += event.amountMinor;
    this.lastAt = meta.occurredAt;
  }
}

const meta = (version: number): AppliedMetadata => ({
  eventId: `e-${version}`,
  aggregateId: 'a-1',
  version,
  occurredAt: new Date(version),
});

describe('an aggregate that is read again', () => {
  test('comes to the state in which it was decided', () => {
    const decided = createAggregate(Account, 'a-1');
    for (let amount = 1; amount <= 20; amount++) decided.deposit(amount);
    const read = createAggregate(Account, 'a-1');
    for (const { event, ...change } of changesOf(decided)) replay(read, event, { ...change, aggregateId: 'a-1' });
    expect(Object.entries(read)).toEqual(Object.entries(decided));
    expect(read.version).toBe(20);
    expect(changesOf(read)).toEqual([]);
  });

  test('may leave versions out, as a journey through time by occurredAt does', () => {
    const read = createAggregate(Account, 'a-1');
    replay(read, Deposited.of({ amountMinor: 1 }), meta(2));
    replay(read, Deposited.of({ amountMinor: 1 }), meta(5));
    expect(read.version).toBe(5);
  });

  test.each([0, 1, 2, Number.NaN])('refuses version %p after version 2', (version) => {
    const read = createAggregate(Account, 'a-1');
    replay(read, Deposited.of({ amountMinor: 1 }), meta(2));
    expect(() => replay(read, Deposited.of({ amountMinor: 1 }), meta(version))).toThrow(ReplayOutOfOrder);
    expect(read.balanceMinor).toBe(1);
  });

  test('refuses to read on top of what it has decided', () => {
    const read = createAggregate(Account, 'a-1');
    read.deposit(1);
    expect(() => replay(read, Deposited.of({ amountMinor: 1 }), meta(2))).toThrow(ReplayOutOfOrder);
  });

  test('refuses an event for which it has no handler', () => {
    expect(() => replay(createAggregate(Account, 'a-1'), Unheard.of(), meta(1))).toThrow(EventHandlerMissing);
  });
});

test('10,000 events are folded from JSON in a fraction of a second', () => {
  const definition = eventDefinitionOf(Deposited);
  const stored = Array.from({ length: 10_000 }, (_, index) => ({
    data: { amountMinor: index },
    meta: meta(index + 1),
  }));
  const run = (): number => {
    const start = process.cpuUsage();
    const read = createAggregate(Account, 'a-1');
    for (const row of stored) replay(read, eventFromJson(definition, row.data), row.meta);
    expect(read.version).toBe(10_000);
    return process.cpuUsage(start).user / 1000;
  };
  const best = Math.min(...Array.from({ length: 5 }, run));
  console.log(`10,000 events folded in ${best.toFixed(1)} ms of processor time`);
  // Far above what it takes, because the machine may be slow; a handler looked up anew for each event takes longer.
  expect(best).toBeLessThan(100);
});
