import { DomainEvent, EventType } from '@daybook/domain';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/**
 * A coupon takes something off the price of the goods, whatever is in the cart in the end.
 * @example { "code": "WELCOME10", "percentOff": 10 }
 * @example { "code": "FIVE-LESS", "amountOffMinor": 500 }
 */
@EventType('order.coupon-applied')
export class CouponApplied extends DomainEvent<'order.coupon-applied'> {
  @IsString() readonly code!: string;
  /** A part of the goods' price; or else an amount is taken off. */
  @IsOptional() @IsInt() @Min(1) @Max(100) readonly percentOff?: number;
  @IsOptional() @IsMinorUnits(1) readonly amountOffMinor?: number;
}
