import type { Metadata } from '@daybook/event-store';

/** What comes with a message, whatever brought it: a request over HTTP, a broker's delivery, a job. */
export interface Message {
  /** Who, why and in which conversation: goes with every event that follows from the message. Default: none. */
  readonly metadata?: Metadata | undefined;
  /**
   * The message is an event that is on record under this id: a command that handles it names it as its cause, so that one
   * comes from the effect back to the event. Default: none, and each command has an id of its own.
   */
  readonly eventId?: string | undefined;
  /** The sender's own name for what it asks, under which it may ask again. At most 255 bytes. Default: none. */
  readonly idempotencyKey?: string | undefined;
  /**
   * The versions, one of which the sender has seen of the aggregate that it wants to change; another one is refused with
   * `AggregateOutdated`. Holds for the first update that follows. Default: any version.
   */
  readonly expectedVersions?: readonly number[] | undefined;
  /** What is asked, where no command says it: the name of the operation and its arguments. Default: none. */
  readonly operation?: { readonly type: string; readonly payload: unknown } | undefined;
}
