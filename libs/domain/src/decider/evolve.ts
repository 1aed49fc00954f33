import type { DomainEvent } from '../event/domain-event.js';
import type { AppliedMetadata } from '../fold/applied-metadata.js';
import type { Immutable } from './immutable.js';

/** The name under which an event is kept: its brand's, or a plain event's `type`. */
type TypeOf<Event> =
  Event extends DomainEvent<infer Type>
    ? Type
    : Event extends { readonly type: infer Type extends string }
      ? Type
      : never;

type OfType<Event, Type> = Event extends unknown ? (TypeOf<Event> extends Type ? Event : never) : never;

/** Folds one event: the state before in, the state after out, and nothing else changes. */
export type EvolveOne<State, Event> = (
  state: Immutable<State>,
  event: Immutable<Event>,
  meta: AppliedMetadata,
) => Immutable<State>;

/**
 * How events change a state: one function for all of them, or one for each, by the event's type. The second form does not
 * compile while an event is missing, which for classes of events the first one cannot promise.
 */
export type Evolve<State, Event> =
  EvolveOne<State, Event> | { readonly [Type in TypeOf<Event>]: EvolveOne<State, OfType<Event, Type>> };

/** The function for one event. */
export function evolveFor<State, Event>(
  evolve: Evolve<State, Event>,
  type: string,
): EvolveOne<State, Event> | undefined {
  if (typeof evolve === 'function') return evolve;
  const byType = evolve as unknown as Readonly<Record<string, EvolveOne<State, Event>>>;
  return Object.hasOwn(byType, type) ? byType[type] : undefined;
}
