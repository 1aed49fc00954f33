import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Recording } from '../recording.js';

/** Write the invoice that goes with the goods. */
@CommandType('invoice-order')
export class InvoiceOrder extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly invoiceNumber: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
