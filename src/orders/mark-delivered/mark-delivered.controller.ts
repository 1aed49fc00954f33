import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesOrder } from '../changes-order.decorator.js';
import type { OrderChange } from '../contract/order-change.js';
import { OrderPath } from '../order.path.js';
import { MarkDeliveredBody } from './mark-delivered.body.js';
import { MarkDelivered } from './mark-delivered.command.js';

@ApiTags('orders')
@Controller('orders/:orderId/deliver')
export class MarkDeliveredController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesOrder({ summary: 'Puts on record that the customer has the goods', rules: ['order-must-be-on-its-way'] })
  deliver(@Param() { orderId }: OrderPath, @Body() { occurredAt }: MarkDeliveredBody): Promise<OrderChange> {
    return this.commands.execute(new MarkDelivered(orderId, { occurredAt }));
  }
}
