import {
  type AggregateClass,
  type AggregateRoot,
  captureState,
  changesOf,
  createAggregate,
  decide,
  type DomainEvent,
  type JsonValue,
  newEventId,
  replay,
  restoreState,
  type Sync,
} from '@daybook/domain';
import type { Outcome } from './outcome.js';

/** What a case begins with, and what is then asked of the aggregate. */
export interface Case<A extends AggregateRoot> {
  readonly aggregateClass: AggregateClass<A>;
  readonly id: string;
  readonly past: readonly DomainEvent[];
  readonly now: Date;
  readonly command: (aggregate: A) => Sync<unknown>;
}

/** Runs a case on an aggregate that has folded the past. */
export function runPlain<A extends AggregateRoot>(given: Case<A>): Outcome {
  return run(given, fromPast(given));
}

/** Runs a case on an aggregate whose state went through JSON on the way, as through a snapshot. */
export function runRestored<A extends AggregateRoot>(given: Case<A>): Outcome {
  const state = captureState(fromPast(given));
  const restored = createAggregate(given.aggregateClass, given.id);
  restoreState(restored, JSON.parse(JSON.stringify(state)) as JsonValue, given.past.length);
  return run(given, restored);
}

function fromPast<A extends AggregateRoot>({ aggregateClass, id, past, now }: Case<A>): A {
  const aggregate = createAggregate(aggregateClass, id);
  past.forEach((event, index) => {
    replay(aggregate, event, { eventId: newEventId(), aggregateId: id, version: index + 1, occurredAt: new Date(now) });
  });
  return aggregate;
}

function run<A extends AggregateRoot>({ command, now }: Case<A>, aggregate: A): Outcome {
  try {
    decide(aggregate, { now }, command);
  } catch (error) {
    return { refusal: error };
  }
  return { events: changesOf(aggregate).map(({ event }) => event), state: captureState(aggregate) };
}
