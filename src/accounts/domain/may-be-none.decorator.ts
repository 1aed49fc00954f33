import { ValidateIf } from 'class-validator';

/** The field may be null, and null has a meaning; otherwise its rules hold. */
export function MayBeNone(): PropertyDecorator {
  return ValidateIf((_, value) => value !== null);
}
