import type { EventClass, HandlerKey, JsonObject } from '@daybook/domain';
import type { Reading, SubscriptionStart } from '@daybook/event-store';
import { SagaMissing } from './saga-missing.error.js';
import type { SagaClass, SagaEffects } from './saga-options.js';

/** Which method hears of an event, and for which instances. */
export interface SagaEventHandler {
  readonly method: string | symbol;
  /** Undefined where the instances of the event's conversation hear of it. */
  readonly key: HandlerKey | undefined;
  /** Whether the event begins an instance where there is none. */
  readonly starts: boolean;
}

/** Which method hears of the refusal of a command, and how that command is made again. */
export interface SagaRefusalHandler {
  readonly method: string | symbol;
  readonly commandClass: abstract new (...args: never[]) => object;
}

/** One version of a saga with everything that its class says, defaults included. */
export interface SagaDefinition extends Reading {
  /** Operators and records call it so. */
  readonly name: string;
  readonly version: number;
  /** The class that bears the decorator. */
  readonly saga: SagaClass;
  readonly handlers: ReadonlyMap<EventClass, SagaEventHandler>;
  /** The names of those events, in the order of the alphabet. */
  readonly types: readonly string[];
  /** The methods that deadlines call, by name. */
  readonly deadlines: ReadonlyMap<string, string | symbol>;
  /** By the lasting name of the command's class. */
  readonly refusals: ReadonlyMap<string, SagaRefusalHandler>;
  readonly from: SubscriptionStart;
  readonly effects: SagaEffects;
  /** By the version whose states they take over, in ascending order up to the version before this one. */
  readonly migrations: ReadonlyMap<number, (state: JsonObject) => object>;
}

/** Where a class keeps its definition: its own property, so that a subclass never passes for its parent. */
export const sagaDefinition = Symbol.for('daybook.saga-definition');

/**
 * The definition of a class of sagas.
 * @throws SagaMissing the class itself bears no `@Saga`; a parent's does not count
 */
export function sagaDefinitionOf(sagaClass: object): SagaDefinition {
  const definition = ownSagaDefinition(sagaClass);
  if (definition === undefined) throw new SagaMissing(sagaClass);
  return definition;
}

/** The same, for those who have something else to do when there is none. */
export function ownSagaDefinition(sagaClass: object): SagaDefinition | undefined {
  return Object.hasOwn(sagaClass, sagaDefinition)
    ? (sagaClass as { readonly [sagaDefinition]?: SagaDefinition })[sagaDefinition]
    : undefined;
}
