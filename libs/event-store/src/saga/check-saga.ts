import { assertValidName, type JsonObject } from '@daybook/domain';
import { pathOf } from '../codec/field-path.js';
import { JsonCopy, tooLarge } from '../codec/json-copy.js';
import { JsonFinding } from '../codec/json-finding.js';
import { described } from '../stream/described.js';
import { copyOf, whyNotMoment } from '../stream/moment.js';
import { isKey } from '../subscription/is-key.js';
import { InvalidSaga } from './invalid-saga.error.js';
import type { SagaAddress } from './saga-record.js';

/** What counts of steps, versions and turns may be: what fits PostgreSQL's `integer`. */
export const highestCount = 2 ** 31 - 1;

const mostBytes = 2 ** 20;
const deepest = 64;
const aDay = 24 * 60 * 60 * 1_000;

/** Throws InvalidName, InvalidSaga. @param before what stands before the names of its fields: `changes[0].record.` */
export function checkAddress({ saga, key }: SagaAddress, before = ''): void {
  assertValidName(saga, `${before}saga`);
  checkKey(`${before}key`, key);
}

/** Throws InvalidSaga. */
export function checkKey(field: string, key: unknown): void {
  if (!isKey(key)) throw refused(field, key, 'a text of 1 to 512 characters, without NUL or half a surrogate pair');
}

/** Throws InvalidSaga. */
export function checkWhole(field: string, value: unknown, least: number, most = highestCount): void {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw refused(field, value, `a whole number from ${least} to ${most}`);
}

/** Throws InvalidSaga. */
export function checkMilliseconds(field: string, value: unknown, least: number): void {
  if (typeof value === 'number' && value >= least && value <= aDay) return;
  throw refused(field, value, `milliseconds, ${least} at least and ${aDay} at most`);
}

/** Throws InvalidSaga. */
export function checkText(field: string, value: unknown): void {
  if (typeof value !== 'string') throw refused(field, value, 'a text');
}

/** Throws InvalidSaga. */
export function checkOneOf(field: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== 'string' || !known.includes(value)) throw refused(field, value, `one of ${known.join(', ')}`);
}

/** Throws InvalidSaga. */
export function checkList(field: string, value: unknown): void {
  if (!Array.isArray(value)) throw refused(field, value, 'a list');
}

/** A copy of a date. Throws InvalidSaga. */
export function checkedMoment(field: string, value: Date): Date {
  const reason = whyNotMoment(value);
  if (reason !== undefined) throw new InvalidSaga(field, reason, 'Give a Date in the years 1 to 9999.');
  return copyOf(value);
}

/** A copy of JSON data. Throws InvalidSaga, which names the place in it. */
export function checkedJson<J extends object = JsonObject>(field: string, value: J): J {
  if (typeof value !== 'object' || (value as unknown) === null || Array.isArray(value)) {
    throw refused(field, value, 'an object of JSON data');
  }
  const copy = new JsonCopy(mostBytes, deepest).of(value);
  if (copy === tooLarge)
    throw new InvalidSaga(field, `is larger than ${mostBytes} bytes`, 'Keep ids, not what they name.');
  if (!(copy instanceof JsonFinding)) return copy as J;
  throw new InvalidSaga(`${field}${pathOf(copy.steps.reverse())}`, copy.reason, copy.advice, { cause: copy.cause });
}

export function notOnRecord({ subscription }: { readonly subscription: string }): InvalidSaga {
  return new InvalidSaga('subscription', `${described(subscription)} is not on record`, 'Register it first.');
}

export function refused(field: string, value: unknown, expected: string): InvalidSaga {
  return new InvalidSaga(field, `is ${described(value)}`, `Give ${expected}.`);
}
