import type { EventMetadata, KeyedHandlerShape } from '@daybook/domain';

/** The handlers of a saga decide at once: a promise does not compile, and nobody takes an answer. */
export interface SagaHandlers<State extends object = object> extends KeyedHandlerShape {
  readonly handler: (event: this['event'], meta: EventMetadata) => void | undefined;
  /** Only a type: what the saga keeps. */
  readonly state: State;
}
