import { ValidateBy, type ValidationArguments, type ValidationOptions } from 'class-validator';

/**
 * The field is given without any of the others: at most one of them is meant.
 *
 * @example
 * class AsOf {
 *   @MayBeAbsent() @IsQueryInteger() @IsAloneAmong(['recordedBy']) readonly version?: number;
 *   @MayBeAbsent() @IsIsoDate() @IsAloneAmong(['version']) readonly recordedBy?: Date;
 * }
 */
export function IsAloneAmong(others: readonly string[], options?: ValidationOptions): PropertyDecorator {
  const present = (args: ValidationArguments | undefined): readonly string[] =>
    others.filter(
      (name) => (args?.object as Record<string, unknown> | undefined)?.[name] !== undefined && name !== args?.property,
    );
  return ValidateBy(
    {
      name: 'isAloneAmong',
      constraints: [others],
      validator: {
        validate: (_value: unknown, args) => present(args).length === 0,
        defaultMessage: (args) => `$property must not be given together with ${present(args).join(', ')}`,
      },
    },
    options,
  );
}
