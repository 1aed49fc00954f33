import { createHash } from 'node:crypto';
import { described } from '../stream/described.js';
import { InvalidObjectKey } from './invalid-object-key.error.js';

/** The longest key, and the longest part of one, in bytes: what S3 takes with room to spare, and what file systems take. */
const longest = { key: 900, part: 200 } as const;

// Neither `.` nor `..` nor anything hidden, and no dot at the end, which Windows would drop.
const part = /^[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_-])?$/;

/** Throws InvalidObjectKey. */
export function assertObjectKey(key: unknown): asserts key is string {
  if (typeof key !== 'string') throw refused(key);
  const parts = key.split('/');
  if (key.length > longest.key || !parts.every((each) => part.test(each) && each.length <= longest.part)) {
    throw refused(key);
  }
}

/** A prefix of whole parts, or nothing. Throws InvalidObjectKey. */
export function assertObjectPrefix(prefix: unknown): asserts prefix is string {
  if (prefix === '') return;
  if (typeof prefix !== 'string' || !prefix.endsWith('/')) throw refused(prefix);
  assertObjectKey(prefix.slice(0, -1));
}

/** How much of a text a name shows; the rest, and of which text it is, says its digest. */
const shown = 120;

/**
 * A part of a key that stands for a text, and for no other one: letters, digits and hyphens as they are, every other byte
 * of it as `_` and two digits. A long text is cut, with its digest behind it.
 */
export function objectNameOf(text: string): string {
  const name = text.replace(/[^a-z0-9-]|^-|-$/gu, (character) =>
    Buffer.from(character).reduce((written, byte) => `${written}_${byte.toString(16).padStart(2, '0')}`, ''),
  );
  if (name.length <= shown && name !== '') return name;
  return `${name.slice(0, shown)}__${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

/** The text that a name stands for; undefined if the name does not say. */
export function textOfObjectName(name: string): string | undefined {
  if (name.includes('__')) return undefined;
  try {
    return decodeURIComponent(name.replaceAll('_', '%'));
  } catch {
    return undefined;
  }
}

function refused(key: unknown): InvalidObjectKey {
  return new InvalidObjectKey(described(key));
}
