import { assertValidName } from '@daybook/domain';
import { InvalidStreamId } from './invalid-stream-id.error.js';

/** What stands before the first hyphen of a valid stream id. */
export function categoryOf(streamId: string): string {
  return streamId.slice(0, streamId.indexOf('-'));
}

/**
 * Checks that a value is a stream id, `<category>-<id>`, at most 255 bytes in all.
 *
 * @throws InvalidName it is not a valid name, in the whole or in one of its parts
 * @throws InvalidStreamId it has no hyphen, or nothing before or behind the first one
 */
export function assertStreamId(value: unknown, field: string): asserts value is string {
  assertValidName(value, field);
  const hyphen = value.indexOf('-');
  if (hyphen < 0) throw new InvalidStreamId(field, value, 'without a hyphen');
  if (hyphen === 0) throw new InvalidStreamId(field, value, 'with nothing before the first hyphen');
  if (hyphen === value.length - 1) throw new InvalidStreamId(field, value, 'with nothing behind the first hyphen');
  // Any white space that there is: the category and the id must be valid names each by itself.
  if (value.slice(0, hyphen).trimEnd().length < hyphen || /^\s/.test(value.slice(hyphen + 1))) {
    throw new InvalidStreamId(field, value, 'with white space beside the first hyphen');
  }
}
