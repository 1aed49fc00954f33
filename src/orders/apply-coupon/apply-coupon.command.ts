import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Coupon } from '../domain/coupon.js';
import type { Recording } from '../recording.js';

/** Take something off the price of the goods. */
@CommandType('apply-coupon-to-order')
export class ApplyCoupon extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly coupon: Coupon,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
