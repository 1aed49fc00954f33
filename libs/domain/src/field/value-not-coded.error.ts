import { DaybookError } from '../error/daybook.error.js';

/** A codec met a value that it cannot write, or JSON that it cannot read. */
export class ValueNotCoded extends DaybookError {
  readonly code = 'value-not-coded';

  constructor(
    /** The codec's name. */
    readonly codec: string,
    readonly direction: 'encode' | 'decode',
    /** What the codec takes, in words. */
    readonly expected: string,
  ) {
    super(
      `The codec ${codec} cannot ${direction} what it was given: it takes ${expected}. ` +
        (direction === 'encode'
          ? 'Correct the value.'
          : 'The JSON was written by another codec; read it with that one.'),
    );
  }
}
