import { capturesItself, isCapturedAsValue } from '../state/captures-state.js';
import { aggregateDefinitionOf } from './aggregate-definition.js';
import { lifecycle } from './aggregate-root.js';
import type { AggregateClass, AggregateRoot } from './aggregate-root.js';
import { captureState, restoreState } from './capture-state.js';
import { createAggregate } from './create-aggregate.js';

/**
 * Another aggregate with the same id, version and state, which shares nothing with the first that can be changed: what
 * happens to one never shows in the other. What has been decided and not recorded is not copied.
 *
 * @throws StateNotCaptured something in the state cannot be captured, and so not be copied
 */
export function copyAggregate<A extends AggregateRoot>(aggregate: A): A {
  const { aggregateClass } = aggregateDefinitionOf(aggregate.constructor as AggregateClass<A>);
  const copy = createAggregate(aggregateClass, aggregate.id, { clock: aggregate[lifecycle].clock });
  if (isCapturedAsValue(aggregate) && capturesItself(copy)) {
    const state = aggregate.captureState();
    copy[lifecycle].resume(aggregate.version, () => copy.restoreState(state));
    return copy;
  }
  restoreState(copy, captureState(aggregate), aggregate.version);
  return copy;
}
