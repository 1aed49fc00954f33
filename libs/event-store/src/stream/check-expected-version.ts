import { described } from './described.js';
import type { ExpectedVersion } from './expected-version.js';
import { InvalidAppend } from './invalid-append.error.js';

const advice = `Give the version that you read, or 'noStream', 'streamExists' or 'any'.`;

/**
 * Checks an expected version. What is missing or not a number is an error and never means `any`: a forgotten
 * expectation would silently let one writer overwrite another's decision.
 *
 * @throws InvalidAppend naming the field
 */
export function checkExpectedVersion(value: unknown, field = 'expected'): ExpectedVersion {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0)) return value;
    throw new InvalidAppend(field, `is ${described(value)}, not a whole number from 0 to 2^53 - 1`, advice);
  }
  if (value === 'noStream' || value === 'streamExists' || value === 'any') return value;
  throw new InvalidAppend(field, `is ${described(value)}`, advice);
}
