import type { JsonObject } from '@daybook/domain';
import { SagaFieldChanged } from '../saga-field-changed.error.js';
import { SagaHandlerReturned } from '../saga-handler-returned.error.js';
import type { SagaDefinition } from '../saga-definition.js';
import { moment, type SagaMoment, type SagaWish } from '../saga-moment.js';
import { jsonOfState } from './json-of.js';

/** Which method of an instance is called, with what, and in which state. */
export interface HandlerCall {
  readonly definition: SagaDefinition;
  readonly method: string | symbol;
  readonly given: readonly unknown[];
  /** Undefined for what the class begins with. */
  readonly state: JsonObject | undefined;
  readonly key: string;
  readonly correlation: string;
  readonly now: Date;
}

/** What the handler has left behind. */
export interface Heard {
  readonly state: JsonObject;
  readonly wishes: readonly SagaWish[];
}

type Instance = Record<string | symbol, unknown> & { begin(): object };

/**
 * Calls a handler on an object that is made for this call alone.
 *
 * @throws SagaStateNotJson, SagaFieldChanged, SagaHandlerReturned, and whatever the handler throws
 */
export function callHandler({ definition, method, given, state, key, correlation, now }: HandlerCall): Heard {
  const { saga } = definition;
  const instance = new saga() as unknown as Instance;
  const its: SagaMoment = { state: {}, now, key, correlation, wishes: [] };
  Object.defineProperty(instance, moment, { value: its, configurable: true });
  its.state = state === undefined ? instance.begin() : (JSON.parse(JSON.stringify(state)) as object);
  const fields = fieldsOf(instance);
  const answer = (instance[method] as ((...all: readonly unknown[]) => unknown) | undefined)?.apply(instance, [
    ...given,
  ]);
  // Whoever goes on after an await would ask in vain, and is told so.
  Reflect.deleteProperty(instance, moment);
  if (answer !== undefined) throw new SagaHandlerReturned(saga, method, answer);
  const changed = changedField(fields, fieldsOf(instance));
  if (changed !== undefined) throw new SagaFieldChanged(saga, method, changed);
  return { state: jsonOfState(saga, its.state), wishes: its.wishes };
}

function fieldsOf(instance: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(instance));
}

function changedField(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string | undefined {
  return [...new Set([...before.keys(), ...after.keys()])].find(
    (name) => before.has(name) !== after.has(name) || !Object.is(before.get(name), after.get(name)),
  );
}
