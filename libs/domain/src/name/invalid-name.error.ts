import { DaybookError } from '../error/daybook.error.js';
import { excerpt } from './excerpt.js';

/** Why a name was refused. */
export type InvalidNameReason =
  | 'not-a-string'
  | 'empty'
  | 'blank'
  | 'surrounding-space'
  | 'too-long'
  | 'control-character'
  | 'lone-surrogate'
  | 'not-normalised'
  | 'byte-order-mark'
  | 'bidirectional-character'
  | 'invisible-character'
  | 'reserved-prefix'
  | 'path-piece'
  | 'hyphen';

const advice: Record<InvalidNameReason, string> = {
  'not-a-string': 'is not a string; give a string',
  empty: 'is empty; give at least one character',
  blank: 'is blank; give at least one visible character',
  'surrounding-space': 'begins or ends with white space; trim it',
  'too-long': 'takes more than 255 bytes in UTF-8; shorten it',
  'control-character': 'holds a control character such as NUL, CR or LF; remove it',
  'lone-surrogate': 'holds half of a surrogate pair, which no encoding can keep; repair the text at its source',
  'not-normalised': "is not in Unicode's normal form C, so that a twin could look the same; call normalize() on it",
  'byte-order-mark': 'holds a byte-order mark; strip it',
  'bidirectional-character': 'holds a character that turns the direction of writing; remove it',
  'invisible-character': 'holds a character of zero width; remove it',
  'reserved-prefix': 'begins with "$", which is reserved; choose another first character',
  'path-piece': 'holds "/", "\\" or "..", or is ".", which would lead out of a folder or a URL; replace it',
  hyphen: 'holds a hyphen, which parts the category from the id in a stream id; write it without',
};

/** A name cannot be kept as it is: two names could collide, or look the same, or not be stored at all. */
export class InvalidName extends DaybookError {
  readonly code = 'invalid-name';

  constructor(
    /** Which name it was, for example `streamId`. */
    readonly field: string,
    readonly reason: InvalidNameReason,
    value: unknown,
  ) {
    super(`The ${field} ${excerpt(value)} ${advice[reason]}.`);
  }
}
