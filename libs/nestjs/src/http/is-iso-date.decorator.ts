import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationOptions } from 'class-validator';
import { type DateOnly, parseIsoDate } from './iso-date.js';

/** Options of `@IsIsoDate`, besides those of class-validator. */
export interface IsIsoDateOptions extends ValidationOptions {
  /** What a date without a time stands for, in UTC. Default `start-of-day`. */
  readonly dateOnly?: DateOnly;
}

/**
 * The field is sent as an ISO 8601 date (`2021-02-28`) or date-time with a zone (`2021-02-28T10:00:00.000Z`) and
 * reaches the handler as a `Date`. Days and times that do not exist are refused, and so is anything finer than a
 * millisecond, which a `Date` would lose.
 *
 * @example
 * class AsOfQuery {
 *   @MayBeAbsent() @IsIsoDate({ dateOnly: 'end-of-day' }) readonly recordedBy?: Date;
 * }
 */
export function IsIsoDate(options: IsIsoDateOptions = {}): PropertyDecorator {
  const { dateOnly = 'start-of-day', ...validationOptions } = options;
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (parseIsoDate(value, dateOnly) ?? value) : value,
    ),
    ValidateBy(
      {
        name: 'isIsoDate',
        validator: {
          validate: (value: unknown) => value instanceof Date,
          defaultMessage: () =>
            '$property must be an ISO 8601 date (2021-02-28) or date-time with a zone (2021-02-28T10:00:00.000Z) ' +
            'that exists, with at most milliseconds',
        },
      },
      validationOptions,
    ),
  );
}
