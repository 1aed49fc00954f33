import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesOrder } from '../changes-order.decorator.js';
import type { OrderChange } from '../contract/order-change.js';
import { OrderPath } from '../order.path.js';
import { ReasonBody } from '../reason.body.js';
import { ReturnOrder } from './return-order.command.js';

@ApiTags('orders')
@Controller('orders/:orderId/return')
export class ReturnOrderController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesOrder({ summary: 'Takes back what was delivered', rules: ['order-must-be-delivered'] })
  takeBack(@Param() { orderId }: OrderPath, @Body() { reason, occurredAt }: ReasonBody): Promise<OrderChange> {
    return this.commands.execute(new ReturnOrder(orderId, reason, { occurredAt }));
  }
}
