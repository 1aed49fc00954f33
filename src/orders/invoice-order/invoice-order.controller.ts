import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesOrder } from '../changes-order.decorator.js';
import type { OrderChange } from '../contract/order-change.js';
import { OrderPath } from '../order.path.js';
import { InvoiceOrderBody } from './invoice-order.body.js';
import { InvoiceOrder } from './invoice-order.command.js';

@ApiTags('orders')
@Controller('orders/:orderId/invoice')
export class InvoiceOrderController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesOrder({ summary: 'Writes the invoice that goes with the goods', rules: ['order-must-await-its-invoice'] })
  invoice(
    @Param() { orderId }: OrderPath,
    @Body() { invoiceNumber, occurredAt }: InvoiceOrderBody,
  ): Promise<OrderChange> {
    return this.commands.execute(new InvoiceOrder(orderId, invoiceNumber, { occurredAt }));
  }
}
