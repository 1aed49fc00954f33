import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Recording } from '../recording.js';

/** Call the order off, while its goods have not left. */
@CommandType('cancel-order')
export class CancelOrder extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly reason: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
