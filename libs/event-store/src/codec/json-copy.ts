import type { JsonValue } from '@daybook/domain';
import { foreignFinding, JsonFinding, nameFinding, numberFinding, textFinding } from './json-finding.js';
import { isPlainArray, isPlainObject } from './plain.js';

/** The copy would be larger than its limit. */
export const tooLarge = Symbol('too large');

type Copied<T> = T | JsonFinding | typeof tooLarge;
type Encoded = (name: string, value: unknown) => unknown;

/**
 * Copies JSON data while checking that it is nothing else: what comes out is what a database gives back, exactly, and
 * nobody can change it between the check and the writing. Each property is read once, by its descriptor, so that no
 * getter and no `toJSON` is ever run.
 *
 * An object's property whose value is undefined counts as absent, as it does for `JSON.stringify` and for optional
 * fields of classes; anything else that JSON would drop or bend is a finding.
 */
export class JsonCopy {
  // What the text takes at least (quotes, brackets, commas, one for any value) is taken from it, so that a hostile value
  // is given up early: an object that holds itself many times over is small here and endless in JSON.
  #room: number;

  constructor(
    bytes: number,
    private readonly depth: number,
  ) {
    this.#room = bytes;
  }

  /**
   * The own properties of an object, of whatever class; those of objects inside of plain ones alone.
   *
   * @param encoded what is kept in place of a property's value
   */
  of(object: object, encoded?: Encoded): Copied<Record<string, JsonValue>> {
    try {
      return this.object(object, 1, encoded);
    } catch (cause) {
      return unreadable(cause);
    }
  }

  private object(object: object, level: number, encoded?: Encoded): Copied<Record<string, JsonValue>> {
    const copy: Record<string, JsonValue> = {};
    for (const name of Reflect.ownKeys(object)) {
      if (typeof name === 'symbol') return new JsonFinding('has a property named by a symbol', 'Name it by a string.');
      const property = Object.getOwnPropertyDescriptor(object, name);
      const value = this.property(name, property, level, encoded);
      if (value === undefined) continue;
      if (value instanceof JsonFinding) value.steps.push(name);
      if (value instanceof JsonFinding || value === tooLarge) return value;
      copy[name] = value;
    }
    return pollution(copy) ?? copy;
  }

  private property(
    name: string,
    property: PropertyDescriptor | undefined,
    level: number,
    encoded: Encoded | undefined,
  ): Copied<JsonValue> | undefined {
    if (property === undefined) return undefined;
    if (!('value' in property) || property.enumerable !== true) return hidden();
    if (property.value === undefined) return undefined;
    if ((this.#room -= name.length + 3) < 0) return tooLarge;
    const finding = nameFinding(name);
    if (finding !== undefined) return finding;
    return this.value(encoded === undefined ? property.value : encoded(name, property.value), level);
  }

  private value(value: unknown, level: number): Copied<JsonValue> {
    if ((this.#room -= 1) < 0) return tooLarge;
    switch (typeof value) {
      case 'string':
        return (this.#room -= value.length + 1) < 0 ? tooLarge : (textFinding(value) ?? value);
      case 'number':
        return numberFinding(value) ?? value;
      case 'boolean':
        return value;
      case 'object':
        if (value === null || value instanceof JsonFinding) return value;
        if (level >= this.depth) return tooDeep(this.depth);
        return this.inner(value, level + 1);
      default:
        return foreignFinding(value);
    }
  }

  private inner(value: object, level: number): Copied<JsonValue> {
    this.#room -= 1;
    try {
      if (Array.isArray(value)) return isPlainArray(value) ? this.array(value, level) : foreignFinding(value);
      return isPlainObject(value) ? this.object(value, level) : foreignFinding(value);
    } catch (cause) {
      return unreadable(cause);
    }
  }

  private array(array: readonly unknown[], level: number): Copied<JsonValue> {
    if (array.length > this.#room) return tooLarge;
    if (Reflect.ownKeys(array).length !== array.length + 1) {
      return new JsonFinding(
        'is an array with holes or with properties of its own',
        'Fill the holes, or use an object.',
      );
    }
    const copy: JsonValue[] = [];
    for (let index = 0; index < array.length; index++) {
      if (index > 0) this.#room -= 1;
      const property = Object.getOwnPropertyDescriptor(array, index);
      const value = property !== undefined && 'value' in property ? this.value(property.value, level) : hidden();
      if (value instanceof JsonFinding) value.steps.push(index);
      if (value instanceof JsonFinding || value === tooLarge) return value;
      copy.push(value);
    }
    return copy;
  }
}

// A Proxy runs the code of others when it is looked at.
function unreadable(cause: unknown): JsonFinding {
  return new JsonFinding('threw while it was read', 'Give plain data.', cause);
}

function hidden(): JsonFinding {
  return new JsonFinding('is computed or hidden, not a plain value', 'Make it an ordinary field.');
}

function tooDeep(depth: number): JsonFinding {
  return new JsonFinding(`lies deeper than ${depth} levels, or in a cycle`, 'Flatten it, or refer to it by an id.');
}

// Libraries that merge objects follow this pair into the prototype of everything.
function pollution(copy: Record<string, JsonValue>): JsonFinding | undefined {
  if (!Object.hasOwn(copy, 'constructor')) return undefined;
  const value = copy['constructor'];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'prototype')) return undefined;
  const finding = new JsonFinding('is a reserved name inside of "constructor"', 'Rename the field.');
  finding.steps.push('prototype', 'constructor');
  return finding;
}
