import type { DomainEvent } from '../event/domain-event.js';

/** An event as plain data: its type, and beside it what the fact holds. */
export interface PlainEvent {
  readonly type: string;
}

/** A plain event as an instance of the class that was made for its type. Its `type` is read, and not kept with its data. */
export type UnionEvent<Event extends PlainEvent> = Event extends PlainEvent
  ? DomainEvent<Event['type']> & Readonly<Event>
  : never;

export function isPlainEvent(value: unknown): value is PlainEvent {
  return typeof value === 'object' && value !== null && typeof (value as Partial<PlainEvent>).type === 'string';
}
