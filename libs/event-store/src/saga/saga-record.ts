import type { JsonObject } from '@daybook/domain';

/** Which instance of which saga. */
export interface SagaAddress {
  /** The saga's name: `order-fulfilment`. */
  readonly saga: string;
  /** What its events are told apart by: an order's id. */
  readonly key: string;
}

/** How an instance stands. */
export type SagaStatus =
  /** It follows what happens. */
  | 'running'
  /** It undoes what it did, last things first. */
  | 'compensating'
  /** It has come to its end. */
  | 'completed'
  /** It has undone everything that it did. */
  | 'compensated'
  /** An operator has ended it. */
  | 'ended';

/** At what an instance is stuck: a step that is to be sent once more, or a deadline that is to fire once more. */
export type SagaStuckAt = { readonly step: number } | { readonly deadline: string };

/** What an instance had been told when its saga's reader was put on record: of that, history tells it nothing more. */
export interface ToldBefore {
  /** As `SagaOutset.id`: which time of putting it on record is meant. */
  readonly outset: string;
  /** Up to this position; 0 for nothing. */
  readonly to: number;
}

/** One instance of a saga, as it is kept. */
export interface SagaRecord extends SagaAddress {
  /** Of the class by which it goes. */
  readonly version: number;
  readonly status: SagaStatus;
  readonly state: JsonObject;
  /** Of the conversation in which it began: what it sends belongs to it. */
  readonly correlationId: string;
  /** The actor and the trace that its commands go on with. */
  readonly metadata: JsonObject;
  /** The position of the last event that it was told of; undefined for one that an earlier release has kept. */
  readonly heardTo?: number | undefined;
  /** What it had been told when its saga began to read the log; undefined for one that an earlier release has kept. */
  readonly toldBefore?: ToldBefore | undefined;
  /** The event that began it. */
  readonly startedBy: { readonly eventId: string; readonly position: number };
  /** By the application's clock. */
  readonly startedAt: Date;
  readonly changedAt: Date;
  /** How many steps it has come to, whatever became of them: the number of the last one. */
  readonly steps: number;
  /** Of how many of them the turn was given. */
  readonly turns: number;
  /** Why it turned round, or an operator ended it, where somebody has said so. */
  readonly reason: string | undefined;
  /** Why none of its steps is taken any more until an operator has looked at it; undefined if they are. */
  readonly failure: string | undefined;
  /** What failed; undefined if nothing has. */
  readonly stuckAt: SagaStuckAt | undefined;
}
