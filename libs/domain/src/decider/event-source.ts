import { classOf } from '../event/class-of.js';
import { isDomainEvent } from '../event/domain-event.js';
import type { DomainEvent, EventClass } from '../event/domain-event.js';
import type { EventUnion, member } from '../union/event-union.js';
import { isPlainEvent } from '../union/plain-event.js';
import type { PlainEvent } from '../union/plain-event.js';

/** What the events of a decider are: classes, or a union of plain ones. */
export type EventSource = readonly [EventClass, ...EventClass[]] | { readonly [member]: PlainEvent };

/** An event as the functions of a decider decide and fold it. */
export type EventOf<Source> = Source extends { readonly [member]: infer Event }
  ? Event
  : Source extends readonly EventClass<infer Event>[]
    ? Event
    : never;

/** Between events as a decider's functions know them and as the store does. */
export interface EventForm {
  readonly classes: readonly EventClass[];
  /** The event for the store; undefined if it is none of these. */
  kept(event: unknown): DomainEvent | undefined;
  /** The event for `evolve`. */
  folded(event: DomainEvent): unknown;
}

export function formOf(source: EventSource): EventForm {
  return Array.isArray(source) ? ofClasses(source) : plainEvents(source as unknown as EventUnion<PlainEvent>);
}

function ofClasses(classes: readonly EventClass[]): EventForm {
  const known = new Set(classes);
  return {
    classes,
    kept: (event) => (isDomainEvent(event) && known.has(classOf(event)) ? event : undefined),
    folded: (event) => event,
  };
}

function plainEvents(union: EventUnion<PlainEvent>): EventForm {
  const classes: readonly EventClass[] = Object.values(union.classes);
  return {
    classes,
    kept(event) {
      if (union.has(event)) return event;
      return isPlainEvent(event) && Object.hasOwn(union.classes, event.type) ? union.of(event) : undefined;
    },
    folded: (event) => union.plain(event as never),
  };
}
