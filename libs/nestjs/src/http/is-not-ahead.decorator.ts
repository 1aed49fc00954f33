import { ValidateBy, type ValidationOptions } from 'class-validator';
import { presentMoment } from './present-moment.js';

/**
 * The time does not lie ahead, further than clocks differ: by the application's clock where the pipe of `configureHttp`
 * validates, by that of the machine elsewhere. What is no `Date` is judged by the other rules of the field.
 *
 * @example
 * class ReceiveStockBody {
 *   @MayBeAbsent() @IsIsoDate() @IsNotAhead() readonly occurredAt?: Date;
 * }
 */
export function IsNotAhead(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isNotAhead',
      validator: {
        validate: (value: unknown) => !(value instanceof Date) || !isAhead(value),
        defaultMessage: () => {
          const { clock, aheadMs } = presentMoment();
          return (
            `$property must not lie more than ${aheadMs / 1_000} s ahead of the application's clock, which is at ` +
            clock.now().toISOString()
          );
        },
      },
    },
    options,
  );
}

function isAhead(time: Date): boolean {
  const { clock, aheadMs } = presentMoment();
  return time.getTime() > clock.now().getTime() + aheadMs;
}
