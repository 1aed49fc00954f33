import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { OrderLine } from '../domain/order-line.js';
import type { Recording } from '../recording.js';

/** Put pieces of a product into the cart. */
@CommandType('add-item-to-order')
export class AddItem extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly item: OrderLine,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
