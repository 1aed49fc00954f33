import type { AggregateOptions } from '../aggregate/aggregate-options.js';
import type { DecisionContext } from './decision-context.js';
import type { EventOf, EventSource } from './event-source.js';
import type { Evolve } from './evolve.js';
import type { Immutable } from './immutable.js';

/** What a decision may come to: one event of the decider, or a list of them. */
export type EventsDecided<Event> = Immutable<Event> | readonly Immutable<Event>[];

/** What a decider is made of: a state to begin with, its events, and two pure functions. */
export interface DeciderDefinition<State, Command, Source extends EventSource, Decided> extends AggregateOptions {
  /** What is true before the first event. Frozen when it is given, with all that it holds. */
  readonly initialState: State;
  /** The classes of its events, or a union of plain ones (`unionOf`). */
  readonly events: Source;
  /**
   * What happens on a command: one event, several in a list, or `[]` for nothing. Refuses by `enforce(rule)`. It may run
   * more than once for one command.
   */
  readonly decide: (command: Command, state: Immutable<NoInfer<State>>, context: DecisionContext) => Decided;
  /** How an event changes the state: one function for all events, or one for each by its type. */
  readonly evolve: Evolve<NoInfer<State>, EventOf<Source>>;
}
