import { aggregateDefinitionOf } from '../aggregate/aggregate-definition.js';
import type { AggregateClass, AggregateRoot } from '../aggregate/aggregate-root.js';
import { captureState, restoreState } from '../aggregate/capture-state.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import { nameOfClass } from '../name/name-of-class.js';
import { StateNotRestored } from '../state/state-not-restored.error.js';
import { codeOfStateType, stateTypesIn } from './state-type-code.js';

/**
 * What a snapshot of an aggregate keeps: its state, and which code the values in it had. That of the aggregate's own class
 * is in its fingerprint; which other classes a state is made of shows only in the state.
 *
 * @throws StateNotCaptured something could not be restored from JSON; names its path
 */
export function captureSnapshot(aggregate: AggregateRoot): JsonValue {
  const state = captureState(aggregate);
  if (versionedByAuthor(aggregate)) return { state };
  const types = Array.from(stateTypesIn(state), (type) => [type, codeOfStateType(type) ?? ''] as const).sort();
  return { state, types: Object.fromEntries(types) };
}

/**
 * Puts what `captureSnapshot` gave into an aggregate to which nothing has happened yet.
 *
 * @param version that of the last event folded into the state
 * @throws StateNotRestored it cannot be read, or the code of a value in it is another one now
 * @throws ReplayOutOfOrder the aggregate has folded or decided something, or the version is no whole number from 0
 */
export function restoreSnapshot(aggregate: AggregateRoot, kept: JsonValue, version: number): void {
  const { state, types = {} } = (kept ?? {}) as { readonly state?: JsonValue; readonly types?: JsonObject };
  const name = nameOfClass(aggregate.constructor);
  if (state === undefined) throw new StateNotRestored(name, 'holds no state');
  for (const [type, code] of Object.entries(versionedByAuthor(aggregate) ? {} : types)) {
    if (codeOfStateType(type) !== code) throw new StateNotRestored(name, `holds "${type}", whose class has changed`);
  }
  restoreState(aggregate, state, version);
}

function versionedByAuthor(aggregate: AggregateRoot): boolean {
  return aggregateDefinitionOf(aggregate.constructor as AggregateClass).stateVersion !== undefined;
}
