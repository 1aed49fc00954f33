import { DaybookError, nameOfClass } from '@daybook/domain';
import { inspect } from 'node:util';

/** The key function of a projection or reaction has answered what is no key. The event is parked under its stream. */
export class InvalidKey extends DaybookError {
  readonly code = 'invalid-key';
  readonly className: string;

  constructor(
    keyedClass: unknown,
    /** The type of the event. */
    readonly type: string,
    value: unknown,
    /** How many keys an event may have. */
    many: 'one' | 'several',
  ) {
    const className = nameOfClass(keyedClass);
    // Not the value itself, which may be a person's.
    const found = typeof value === 'string' ? `a string of ${value.length} characters` : typeof value;
    super(
      `A key of ${className} cannot be one: for ${inspect(type)} it is ${found}. Answer a string of 1 to 512 characters, ` +
        `without NUL or half a surrogate pair, ${many === 'several' ? 'a list of such, ' : ''}or undefined to pass the event over.`,
    );
    this.className = className;
  }
}
