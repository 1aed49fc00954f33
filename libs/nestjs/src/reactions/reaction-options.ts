import type { DomainEvent, EventMetadata } from '@daybook/domain';
import type { ReadingOptions } from '@daybook/event-store';

/**
 * Where a reaction begins when it is first started: with what happens from then on, with the first event of all, or with
 * what comes after a position. Afterwards it goes on from its checkpoint, whatever stands here.
 */
export type ReactionStart = 'now' | 'beginning' | number;

/** The key of an event; undefined to pass it over. May use nothing but what it is given. */
export type ReactionKey = (event: DomainEvent, meta: EventMetadata) => string | undefined;

/** Options of `@Reaction`. */
export interface ReactionOptions extends ReadingOptions {
  /** Default `now`: nothing that has happened before is reacted to. */
  readonly from?: ReactionStart | undefined;
  /**
   * Whether events are handled that are copies, made when a stream was copied through a transformation into a new one. What
   * they say was said before, in the old stream, and had its effect. Default false.
   */
  readonly handlesCopies?: boolean | undefined;
  /** What is kept in order, divided and parked together. Default: the stream. */
  readonly key?: ReactionKey | undefined;
  /**
   * At most so many events are handled before the checkpoint is moved; of so many the effects may come again after a crash.
   * Default 50, at most 10,000.
   */
  readonly batchSize?: number | undefined;
  /**
   * For how many events the handlers run at a time, those of one key never beside each other. Default 1: one event after
   * the other, in the order of the log. At most 1,000.
   */
  readonly concurrency?: number | undefined;
}
