import { Aggregate } from '../aggregate/aggregate.decorator.js';
import type { AggregateClass } from '../aggregate/aggregate-root.js';
import type { EventClass } from '../event/domain-event.js';
import { On } from '../fold/on.decorator.js';
import { DeciderAggregate, evolve, functions } from './decider-aggregate.js';
import type { DeciderDefinition, EventsDecided } from './decider-definition.js';
import { DeciderFunctions } from './decider-functions.js';
import type { EventOf, EventSource } from './event-source.js';

/**
 * Makes an aggregate of two pure functions: `decide` says what happens on a command, `evolve` what an event changes.
 *
 * The result is a class of aggregates. Repositories, time travel, snapshots and given/when/then take it like any other;
 * its instances have one command, `decide(command)`, and one field, `state`. Both functions are given frozen values.
 *
 * @param category the first part of the ids of its streams; a valid name without a hyphen, kept for ever
 *
 * @example
 * export const StockItem = decider('stock', {
 *   initialState: nothingInStock,
 *   events: [StockReceived, StockReserved],
 *   decide(command: StockCommand, state) {
 *     if (command.type === 'receive') return StockReceived.of({ quantity: command.quantity });
 *     enforce(stockMustSuffice(command.quantity, available(state)));
 *     return StockReserved.of({ orderId: command.orderId, quantity: command.quantity });
 *   },
 *   evolve: {
 *     'stock.received': (state, { quantity }) => ({ ...state, onHand: state.onHand + quantity }),
 *     'stock.reserved': (state, { quantity }) => ({ ...state, reserved: state.reserved + quantity }),
 *   },
 * });
 * export type StockItem = InstanceType<typeof StockItem>;
 *
 * await items.update('pen', (item) => item.decide({ type: 'reserve', orderId: 'o-1', quantity: 2 }));
 *
 * @throws InvalidName the category cannot be kept, or holds a hyphen
 * @throws InvalidSnapshotPolicy `snapshot` or `stateVersion` is none
 * @throws EvolvedToNothing there is no initial state
 * @throws EvolveMissing, EventTypeMissing, NotADomainEvent its events are not all there
 */
export function decider<
  State,
  Command,
  const Source extends EventSource,
  const Decided extends EventsDecided<EventOf<Source>>,
>(
  category: string,
  definition: DeciderDefinition<State, Command, Source, Decided>,
): AggregateClass<DeciderAggregate<State, Command, EventOf<Source>>> {
  const ofDecider = new DeciderFunctions(category, definition as never);
  const ofCategory = class extends DeciderAggregate<State, Command, EventOf<Source>> {};
  // Named for its category, in messages; nothing that is kept depends on it.
  Object.defineProperty(ofCategory, 'name', { value: category, configurable: true });
  Object.defineProperty(ofCategory.prototype, functions, { value: ofDecider });
  const [first, ...others] = ofDecider.form.classes as [EventClass, ...EventClass[]];
  const method = Object.getOwnPropertyDescriptor(DeciderAggregate.prototype, evolve);
  On(first, ...others)(ofCategory.prototype, evolve, method as never);
  Aggregate(category, { snapshot: definition.snapshot, stateVersion: definition.stateVersion })(ofCategory);
  return ofCategory;
}
