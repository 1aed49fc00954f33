import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Recording } from '../recording.js';

/** Put on record that the cart was left for a day. From within, by a deadline: no shopper says so. */
@CommandType('abandon-cart')
export class AbandonCart extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
