import { InvalidAppend } from '../stream/invalid-append.error.js';
import { charactersOf, type AppendUnit } from './append-unit.js';

// The driver makes one text of all payloads, escaped, and a text of JavaScript ends at 2^29 characters.
const largest = 128_000_000;

/**
 * Refuses an append whose payloads and metadata the driver could not put into one message: nothing would be sent, and
 * the caller be told that the outcome is unknown.
 *
 * @throws InvalidAppend
 */
export function checkSize(unit: AppendUnit): void {
  const characters = charactersOf(unit);
  if (characters <= largest) return;
  throw new InvalidAppend(
    unit.parts.length === 1 ? 'events' : 'appends',
    `hold ${characters} characters of JSON in all, over the limit of ${largest}`,
    'Append them in several parts.',
  );
}
