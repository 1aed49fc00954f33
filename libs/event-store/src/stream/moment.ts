import { types } from 'node:util';
import { described } from './described.js';

const yearOne = Date.parse('0001-01-01T00:00:00.000Z');
const yearNinetyNineNinetyNine = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Why a value is not a moment that a store keeps exactly, or undefined if it is one. Years before 1 have other names
 * in databases than in JavaScript, and years beyond 9999 are written in a form that many parsers refuse.
 */
export function whyNotMoment(value: unknown): string | undefined {
  if (!types.isDate(value)) return `is ${described(value)}, not a Date`;
  const time = timeOf(value);
  if (Number.isNaN(time)) return 'is an invalid Date';
  if (time < yearOne || time > yearNinetyNineNinetyNine) {
    return `is in the year ${new Date(time).getUTCFullYear()}, outside of 1 to 9999`;
  }
  return undefined;
}

/** A copy: dates can be changed in place, and what was checked must be what is stored. */
export function copyOf(date: Date): Date {
  return new Date(timeOf(date));
}

// The method of the prototype: one that the value brings itself could answer differently each time.
function timeOf(date: Date): number {
  return Date.prototype.getTime.call(date);
}
