import type { DomainEvent } from '@daybook/domain';
import type { RecordedEvent } from '../stream/recorded-event.js';

/** An event of the new stream, with what is to be other in its envelope than it was. */
export interface TransformedEvent {
  readonly event: DomainEvent;
  /** Default: when the event of the old stream happened. */
  readonly occurredAt?: Date | undefined;
}

/** What becomes of an event: one event, several, or none. */
export type Transformed =
  DomainEvent | TransformedEvent | readonly (DomainEvent | TransformedEvent)[] | null | undefined;

/**
 * What becomes of a stream's events in a new stream, without the name under which it is on record. It is for what reading cannot mend: events that are to be merged, or put
 * otherwise in the light of others; a stream that was given the wrong id, or grew too long.
 *
 * Each event is handed over as everybody reads it, in today's shape; to keep it as it is, answer `recorded.event`, with which
 * goes everything that is stored, also fields that its class does not know. Must depend on nothing but what it is given, for
 * a copy that was interrupted is gone on with by running it again: no clock, no random numbers, no I/O, no promise.
 *
 * @typeParam Memory what it remembers from one event to the next
 */
export interface Transforms<Memory = unknown> {
  /** What it remembers at the beginning of a stream: a new object for each. Default: undefined. */
  begin?(): Memory;
  /** What becomes of an event. The memory may be changed. */
  transform(recorded: RecordedEvent, memory: Memory): Transformed;
  /** What comes at the end of the new stream, of what is remembered. It happened when the last event did. Default: nothing. */
  end?(memory: Memory): Transformed;
  /**
   * The last event of the old stream, by which those who fold it learn that it goes on elsewhere: a fact of the domain's, as
   * `AccountMoved`. Default: none.
   */
  seal?(target: string): DomainEvent | undefined;
}

/**
 * What becomes of a stream's events in a new stream.
 *
 * @example
 * const withoutNotes: Transformation = {
 *   name: 'without-notes',
 *   transform: ({ event }) => (event instanceof NoteTaken ? null : event),
 * };
 */
export interface Transformation<Memory = unknown> extends Transforms<Memory> {
  /** On record with each copy, and part of the new events' ids. */
  readonly name: string;
}
