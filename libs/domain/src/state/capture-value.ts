import type { JsonObject, JsonValue } from '../json/json-value.js';
import { isValueObject } from '../value/value-object.js';
import { captureNumber } from './capture-number.js';
import { capturesItself } from './captures-state.js';
import { isFrozenState } from './freeze-state.js';
import { fieldsOf } from './own-fields.js';
import { fieldPath, itemPath, written } from './path.js';
import type { Path } from './path.js';
import { hasPrivateFields } from './private-fields.js';
import { StateNotCaptured } from './state-not-captured.error.js';
import { needsEntries, tagged } from './state-tag.js';
import { stateClassOf, stateTypeOf } from './state-type.decorator.js';

const deepest = 200;

/** Turns a state into JSON from which it can be restored exactly, or says where that is not possible. */
export class Capture {
  /** Where each object was met; one that is met again would be two after the restoration. */
  readonly #met = new Map<object, Path>();

  value(value: unknown, path: Path): JsonValue {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return captureNumber(value);
      case 'bigint':
        return tagged('$bigint', value.toString());
      case 'undefined':
        return tagged('$undefined', true);
      case 'object':
        return value === null ? null : this.#object(value, path);
      default:
        throw new StateNotCaptured(written(path), `is a ${typeof value}`, 'Keep data in fields; make it a method.');
    }
  }

  /** The own fields of an object. */
  fields(object: object, path: Path): JsonObject {
    const captured: [string, JsonValue][] = [];
    for (const [name, value] of fieldsOf(object, path)) captured.push([name, this.value(value, fieldPath(path, name))]);
    if (captured.some(([name]) => needsEntries(name))) return tagged('$object', captured);
    return Object.fromEntries(captured);
  }

  #object(object: object, path: Path): JsonValue {
    const prototype = Object.getPrototypeOf(object) as object | null;
    // A date is shared without a thought (`this.openedAt = this.changedAt = meta.occurredAt`) and never changed in place.
    if (prototype === Date.prototype) return captureDate(object as Date);
    this.#meet(object, path);
    if (Array.isArray(object) && prototype === Array.prototype) return this.#array(object, path);
    if (prototype === Map.prototype) return tagged('$map', this.#entries(object as Map<unknown, unknown>, path));
    if (prototype === Set.prototype) return tagged('$set', this.#array([...(object as Set<unknown>)], path));
    if (prototype === null) return tagged('$bare', this.#named(object, path));
    if (isPlain(prototype)) return this.fields(object, path);
    return this.#instance(object, path);
  }

  #meet(object: object, path: Path): void {
    const before = this.#met.get(object);
    if (before !== undefined && !isValueObject(object) && !isFrozenState(object)) {
      throw new StateNotCaptured(
        written(path),
        `is the same object as ${written(before)}, and would be another one after a restoration`,
        'Keep it in one place and its id in the other, or copy it.',
      );
    }
    if (path.depth > deepest) {
      throw new StateNotCaptured(written(path), `lies deeper than ${deepest} levels`, 'Keep the state flatter.');
    }
    this.#met.set(object, path);
  }

  #array(array: readonly unknown[], path: Path): JsonValue {
    if (Object.keys(array).length !== array.length) {
      throw new StateNotCaptured(written(path), 'has holes or names beside its items', 'Fill it, or take an object.');
    }
    return array.map((item, index) => this.value(item, itemPath(path, index)));
  }

  #entries(map: ReadonlyMap<unknown, unknown>, path: Path): JsonValue {
    return Array.from(map, ([key, value], index) => {
      const entry = itemPath(path, index);
      return [this.value(key, entry), this.value(value, typeof key === 'string' ? fieldPath(path, key) : entry)];
    });
  }

  #named(object: object, path: Path): JsonValue {
    return fieldsOf(object, path).map(([name, value]) => [name, this.value(value, fieldPath(path, name))]);
  }

  #instance(object: object, path: Path): JsonValue {
    const ofClass = object.constructor;
    const stateType = stateTypeOf(ofClass);
    if (stateType === undefined || stateClassOf(stateType) !== ofClass) {
      throw new StateNotCaptured(
        written(path),
        'is an instance of a class that has no name of its own to be kept under',
        `Put @StateType('…') on the class, or keep plain data.`,
      );
    }
    return tagged('$state', [stateType, this.contents(object, path)]);
  }

  /** What an instance holds: by its own account if it gives one, else its fields. */
  contents(object: object, path: Path, until?: (ofClass: object) => boolean): JsonValue {
    if (capturesItself(object)) return this.value(object.captureState(), path);
    if (hasPrivateFields(object.constructor, until)) {
      throw new StateNotCaptured(
        written(path),
        'has # fields, which nobody outside can read',
        'Declare captureState() and restoreState(state) in the class, or use private instead of #.',
      );
    }
    return this.fields(object, path);
  }
}

function captureDate(date: Date): JsonValue {
  return tagged('$date', Number.isNaN(date.getTime()) ? null : date.toISOString());
}

/** Also for an object from another realm, whose `Object.prototype` is not ours. */
function isPlain(prototype: object): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}
