import { classOf } from '../event/class-of.js';
import { isDomainEvent } from '../event/domain-event.js';
import { excerpt } from '../name/excerpt.js';
import { nameOfClass } from '../name/name-of-class.js';
import { isPlainEvent } from '../union/plain-event.js';

/** What stands in the place of an event or a state, in words, without anything of its content but a type's name. */
export function found(value: unknown): string {
  if (isDomainEvent(value)) return `an event of the class ${nameOfClass(classOf(value))}`;
  if (isPromise(value)) return 'a promise';
  if (isPlainEvent(value)) return `an object with the type ${excerpt(value.type)}`;
  if (Array.isArray(value)) return 'a list in a list';
  if (typeof value === 'object' && value !== null) return 'an object without a type';
  return value === null || value === undefined ? String(value) : `a ${typeof value}`;
}

export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** Lets a promise fail without anybody to hear of it: what it was for has been refused. */
export function abandon(value: unknown): void {
  if (isPromise(value)) value.then(undefined, () => undefined);
}
