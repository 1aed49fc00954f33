import { assertValidName, InvalidName, maximumNameBytes } from '@daybook/domain';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Options of `@IsName`, besides those of class-validator. */
export interface IsNameOptions extends ValidationOptions {
  /** The most bytes of UTF-8. Default 255; less where the name becomes a part of another one, as an id of a stream id. */
  readonly maxBytes?: number;
}

/**
 * The field can serve as a name: it has one spelling only, shows all of itself, and comes back from everywhere as it
 * went in (`assertValidName`).
 *
 * @example @IsName({ maxBytes: 200 }) readonly accountId!: string;
 */
export function IsName({ maxBytes = maximumNameBytes, ...options }: IsNameOptions = {}): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isName',
      validator: {
        validate: (value: unknown) => whyNot(value, maxBytes) === undefined,
        defaultMessage: (args) => whyNot(args?.value, maxBytes) ?? '$property is a name',
      },
    },
    options,
  );
}

function whyNot(value: unknown, maxBytes: number): string | undefined {
  try {
    assertValidName(value, '$property');
  } catch (error) {
    // Not the whole message: it repeats the value, and class-validator would replace a $property inside of that as well.
    return `$property is no valid name: ${error instanceof InvalidName ? error.reason : 'unknown'}`;
  }
  return Buffer.byteLength(value) > maxBytes ? `$property must take at most ${maxBytes} bytes in UTF-8` : undefined;
}
