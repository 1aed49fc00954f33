import { Entity } from '../fold/entity.js';
import type { JsonValue } from '../json/json-value.js';
import { stateClassOf } from '../state/state-type.decorator.js';
import { ValueObject } from '../value/value-object.js';
import { codeOfClass } from './class-code.js';
import { digestOf } from './digest.js';

const digests = new WeakMap<object, string>();

/** Which code the values of a state type have; undefined if there is no such type. */
export function codeOfStateType(stateType: string): string | undefined {
  const ofClass = stateClassOf(stateType);
  if (ofClass === undefined) return undefined;
  let digest = digests.get(ofClass);
  if (digest === undefined) {
    digest = digestOf(codeOfClass(ofClass, isOurs).join('\n')).slice(0, 16);
    digests.set(ofClass, digest);
  }
  return digest;
}

function isOurs(ofClass: object): boolean {
  return ofClass === Entity || ofClass === ValueObject;
}

/** The state types whose instances a captured state holds. */
export function stateTypesIn(captured: JsonValue, found = new Set<string>()): ReadonlySet<string> {
  if (typeof captured !== 'object' || captured === null) return found;
  const { $state: instance } = captured as { readonly $state?: JsonValue };
  if (Array.isArray(instance) && typeof instance[0] === 'string') found.add(instance[0]);
  for (const held of Object.values(captured)) stateTypesIn(held, found);
  return found;
}
