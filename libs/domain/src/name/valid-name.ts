import { InvalidName } from './invalid-name.error.js';
import type { InvalidNameReason } from './invalid-name.error.js';
import { utf8Length } from './utf8-length.js';

/** The longest name, in bytes of UTF-8: every name fits a file name, a header and an index entry. */
export const maximumNameBytes = 255;

// Nearly every name is one of these, and is done with after one look.
const plain = /^[A-Za-z0-9_](?:[A-Za-z0-9_:@+=~-]|\.(?!\.)){0,254}$/;

const findings: readonly (readonly [InvalidNameReason, (name: string) => boolean])[] = [
  ['empty', (name) => name === ''],
  ['byte-order-mark', (name) => name.includes('\ufeff')],
  ['blank', (name) => name.trim() === ''],
  ['lone-surrogate', (name) => /\p{Surrogate}/u.test(name)],
  ['control-character', (name) => /[\p{Control}\u2028\u2029]/u.test(name)],
  ['bidirectional-character', (name) => /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(name)],
  ['invisible-character', (name) => /[\p{Format}\p{Default_Ignorable_Code_Point}]/u.test(name)],
  ['surrounding-space', (name) => name.trim() !== name],
  ['not-normalised', (name) => name.normalize('NFC') !== name],
  ['reserved-prefix', (name) => name.startsWith('$')],
  ['path-piece', (name) => /[/\\]|\.\.|^\.$/.test(name)],
  ['too-long', (name) => utf8Length(name) > maximumNameBytes],
];

/**
 * Refuses what cannot serve as a name: of an event type, a category, an aggregate, a stream, an idempotency key.
 *
 * Names are compared byte by byte and end up in indexes, URLs, file names and logs. So a name must have one spelling
 * only, must show all of itself, and must come back from everywhere as it went in.
 *
 * @param field which name it is; the error repeats it
 * @throws InvalidName with the field and the reason
 *
 * @example
 * assertValidName('alice', 'accountId');
 * assertValidName('../alice', 'accountId'); // InvalidName: path-piece
 */
export function assertValidName(value: unknown, field: string): asserts value is string {
  if (typeof value !== 'string') throw new InvalidName(field, 'not-a-string', value);
  if (plain.test(value)) return;
  for (const [reason, isFound] of findings) {
    if (isFound(value)) throw new InvalidName(field, reason, value);
  }
}
