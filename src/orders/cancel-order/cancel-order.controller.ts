import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesOrder } from '../changes-order.decorator.js';
import type { OrderChange } from '../contract/order-change.js';
import { OrderPath } from '../order.path.js';
import { ReasonBody } from '../reason.body.js';
import { CancelOrder } from './cancel-order.command.js';

@ApiTags('orders')
@Controller('orders/:orderId/cancel')
export class CancelOrderController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesOrder({ summary: 'Calls the order off, while its goods have not left', rules: ['order-must-not-have-left'] })
  cancel(@Param() { orderId }: OrderPath, @Body() { reason, occurredAt }: ReasonBody): Promise<OrderChange> {
    return this.commands.execute(new CancelOrder(orderId, reason, { occurredAt }));
  }
}
