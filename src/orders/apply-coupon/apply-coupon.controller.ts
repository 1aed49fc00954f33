import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesOrder } from '../changes-order.decorator.js';
import type { OrderChange } from '../contract/order-change.js';
import { OrderPath } from '../order.path.js';
import { ApplyCouponBody } from './apply-coupon.body.js';
import { ApplyCoupon } from './apply-coupon.command.js';

@ApiTags('orders')
@Controller('orders/:orderId/coupons')
export class ApplyCouponController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesOrder({
    summary: 'Applies a coupon: takes something off the price of the goods',
    rules: ['cart-must-be-open', 'coupon-must-be-the-only-one', 'coupon-must-take-something-off'],
  })
  apply(
    @Param() { orderId }: OrderPath,
    @Body() { code, percentOff, amountOffMinor = 0, occurredAt }: ApplyCouponBody,
  ): Promise<OrderChange> {
    // A coupon that takes nothing off is none, and the order says so.
    const coupon = percentOff === undefined ? { code, amountOffMinor } : { code, percentOff };
    return this.commands.execute(new ApplyCoupon(orderId, coupon, { occurredAt }));
  }
}
