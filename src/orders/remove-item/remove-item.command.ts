import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { OrderLine } from '../domain/order-line.js';
import type { Recording } from '../recording.js';

/** Take pieces of a product out of the cart again; all of them, unless it is said how many. */
@CommandType('remove-item-from-order')
export class RemoveItem extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly place: Pick<OrderLine, 'store' | 'sku'>,
    readonly quantity: number | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
