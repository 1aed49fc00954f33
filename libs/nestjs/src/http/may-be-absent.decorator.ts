import { ValidateIf } from 'class-validator';

/**
 * The field may be left out; if it is there, its rules hold. Unlike class-validator's `IsOptional`, `null` is not
 * taken for absent, so that a DTO never holds a null that its type does not know.
 *
 * @example @MayBeAbsent() @IsString() readonly reference?: string;
 */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}
