import { describe, expect, test } from '@jest/globals';
import {
  afterEvents,
  Aggregate,
  aggregateDefinitionOf,
  AggregateRoot,
  decider,
  DomainEvent,
  EventType,
  InvalidSnapshotPolicy,
  never,
  onEvent,
  type SnapshotMoment,
  SnapshotPolicy,
  whenLoadingExceeds,
} from '@daybook/domain';

@EventType('policy-spec.month-closed')
class MonthClosed extends DomainEvent<'policy-spec.month-closed'> {}
@EventType('policy-spec.noted')
class Noted extends DomainEvent<'policy-spec.noted'> {}

function moment(other: Partial<SnapshotMoment> = {}): SnapshotMoment {
  return { version: 1_000, eventsSince: 1, appended: [Noted.of()], loading: undefined, ...other };
}

const slow = { loading: { ms: 501, events: 1 } };

describe('a snapshot is due', () => {
  test.each<[SnapshotPolicy, Partial<SnapshotMoment>, boolean]>([
    [afterEvents(100), { eventsSince: 99 }, false],
    [afterEvents(100), { eventsSince: 100 }, true],
    [afterEvents(100), { eventsSince: 250 }, true],
    [afterEvents(1), {}, true],
    [whenLoadingExceeds('500ms'), {}, false],
    [whenLoadingExceeds('500ms'), { loading: { ms: 500, events: 10 } }, false],
    [whenLoadingExceeds('500ms'), slow, true],
    [whenLoadingExceeds('0.5s'), slow, true],
    [whenLoadingExceeds(500), slow, true],
    // Nothing was folded: a snapshot would not have made it quicker.
    [whenLoadingExceeds('500ms'), { loading: { ms: 9_000, events: 0 } }, false],
    [onEvent(MonthClosed), {}, false],
    [onEvent(MonthClosed), { appended: [Noted.of(), MonthClosed.of(), Noted.of()] }, true],
    [onEvent(MonthClosed, Noted), {}, true],
    [never(), { eventsSince: 1_000_000, ...slow }, false],
    [afterEvents(100).or(whenLoadingExceeds('500ms')), {}, false],
    [afterEvents(100).or(whenLoadingExceeds('500ms')), { eventsSince: 100 }, true],
    [afterEvents(100).or(whenLoadingExceeds('500ms')), slow, true],
    [afterEvents(100).and(whenLoadingExceeds('500ms')), slow, false],
    [afterEvents(100).and(whenLoadingExceeds('500ms')), { eventsSince: 100, ...slow }, true],
    [onEvent(MonthClosed).and(afterEvents(10)).or(afterEvents(1_000)), { appended: [MonthClosed.of()] }, false],
    [onEvent(MonthClosed).and(afterEvents(10)).or(afterEvents(1_000)), { eventsSince: 1_000 }, true],
    [never().or(afterEvents(1)), {}, true],
    [never().and(afterEvents(1)), {}, false],
  ])('%s of %j: %p', (policy, at, isDue) => {
    expect(policy.isDue(moment(at))).toBe(isDue);
  });

  test('by a policy of one’s own, which composes with the others', () => {
    class AtRoundVersions extends SnapshotPolicy {
      isDue({ version }: SnapshotMoment): boolean {
        return version % 1_000 === 0;
      }
      toString(): string {
        return 'at round versions';
      }
    }
    const policy = new AtRoundVersions().and(afterEvents(10));
    expect(policy.isDue(moment({ eventsSince: 10 }))).toBe(true);
    expect(policy.isDue(moment({ eventsSince: 10, version: 1_001 }))).toBe(false);
    expect(String(policy)).toBe('at round versions.and(afterEvents(10))');
  });
});

test('it says what it is as it is written', () => {
  expect(String(afterEvents(100).or(whenLoadingExceeds('2s')).and(onEvent(MonthClosed, Noted)))).toBe(
    "afterEvents(100).or(whenLoadingExceeds('2000ms')).and(onEvent(MonthClosed, Noted))",
  );
  expect(String(never())).toBe('never()');
});

test('whether one is ever taken is known', () => {
  expect([never().takesAny, never().or(never()).takesAny, never().and(afterEvents(1)).takesAny]).toEqual([
    false,
    false,
    false,
  ]);
  expect([afterEvents(1).takesAny, never().or(afterEvents(1)).takesAny]).toEqual([true, true]);
});

describe('what cannot be followed is refused', () => {
  test.each([
    ...[0, -1, 1.5, Number.NaN, Infinity, '100'].map((events) => () => afterEvents(events as number)),
    ...[0, -1, Number.NaN, Infinity, '500', '500m', 'ms', '-1ms', '0ms', '', undefined, null].map(
      (time) => () => whenLoadingExceeds(time as number),
    ),
    () => Aggregate('policy', { snapshot: 100 as never })(class extends AggregateRoot {}),
    () => Aggregate('policy', { stateVersion: 1.5 })(class extends AggregateRoot {}),
    () => Aggregate('policy', { stateVersion: '' })(class extends AggregateRoot {}),
  ])('%#', (policy) => {
    expect(policy).toThrow(InvalidSnapshotPolicy);
  });

  test('an event that is none, or undefined, where modules import each other', () => {
    expect(() => onEvent(undefined as never)).toThrow(expect.objectContaining({ code: 'not-a-domain-event' }));
    expect(() => onEvent(Date as never)).toThrow(expect.objectContaining({ code: 'not-a-domain-event' }));
  });
});

test('an aggregate and a decider say it of themselves', () => {
  const policy = afterEvents(100);
  @Aggregate('policy', { snapshot: policy, stateVersion: 2 })
  class Ledger extends AggregateRoot {}
  expect(aggregateDefinitionOf(Ledger)).toMatchObject({ snapshot: policy, stateVersion: 2 });
  @Aggregate('policy')
  class Plain extends AggregateRoot {}
  expect(aggregateDefinitionOf(Plain)).toMatchObject({ snapshot: undefined, stateVersion: undefined });
  const Counted = decider('policy', {
    ...{ initialState: 0, events: [Noted], snapshot: policy, stateVersion: 'b' },
    decide: () => Noted.of(),
    evolve: (state) => state + 1,
  });
  expect(aggregateDefinitionOf(Counted)).toMatchObject({ snapshot: policy, stateVersion: 'b' });
});
