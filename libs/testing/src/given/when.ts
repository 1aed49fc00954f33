import { type AggregateRoot, asEvent, type DomainEvent, type EventOfAggregate } from '@daybook/domain';
import { comparable } from './comparable.js';
import { assertSame } from './difference.js';
import { codeOf, described, isRefused } from './outcome.js';
import type { Outcome } from './outcome.js';
import { runTwice } from './run-twice.js';
import type { Case } from './run-case.js';

/** A case that waits to hear what must come of it. Nothing runs, and nothing can fail, before one of these is called. */
export interface When<A extends AggregateRoot = AggregateRoot> {
  /**
   * Exactly these events are decided, in this order.
   * @throws AssertionError with the difference
   */
  then(this: void, ...events: readonly EventOfAggregate<A>[]): void;
  /**
   * The command is accepted, and nothing happens.
   * @throws AssertionError with the difference
   */
  thenNothing(this: void): void;
  /**
   * The command is refused by an error with this code: a broken rule's, or that of another error of the domain.
   * @throws AssertionError with the difference
   */
  refuses(this: void, code: string): void;
}

/** Makes the ways in which a case can end. */
export function whenOf<A extends AggregateRoot>(given: Case<A>): When<A> {
  const decides = (events: readonly DomainEvent[], from: (...args: never[]) => unknown): void => {
    const outcome = runTwice(given, from);
    const headline = `Other events were expected: the aggregate ${described(outcome)}`;
    assertSame({ headline, ...actuallyIn(outcome), expected: comparable(events), from });
  };
  const then: When<A>['then'] = (...events) => {
    if (events.some((event: unknown) => typeof event === 'function')) {
      throw new TypeError('given(…).when(…) is no promise: call .then(…events), without await.');
    }
    decides(
      events.map((event) => asEvent(given.aggregateClass, event)),
      then,
    );
  };
  const thenNothing: When['thenNothing'] = () => {
    decides([], thenNothing);
  };
  const refuses: When['refuses'] = (code) => {
    const outcome = runTwice(given, refuses);
    const headline = `A refusal with "${code}" was expected: the aggregate ${described(outcome)}`;
    assertSame({ headline, ...actuallyIn(outcome), expected: code, from: refuses });
  };
  return { then, thenNothing, refuses };
}

function actuallyIn(outcome: Outcome): { readonly actual: unknown; readonly cause?: unknown } {
  if (!isRefused(outcome)) return { actual: comparable(outcome.events) };
  return { actual: codeOf(outcome) ?? outcome.refusal, cause: outcome.refusal };
}
