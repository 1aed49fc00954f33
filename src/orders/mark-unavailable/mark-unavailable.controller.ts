import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesOrder } from '../changes-order.decorator.js';
import type { OrderChange } from '../contract/order-change.js';
import { OrderPath } from '../order.path.js';
import { ReasonBody } from '../reason.body.js';
import { MarkUnavailable } from './mark-unavailable.command.js';

@ApiTags('orders')
@Controller('orders/:orderId/mark-unavailable')
export class MarkUnavailableController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesOrder({
    summary: 'Puts on record that the goods cannot be had after all',
    rules: ['order-must-await-its-goods'],
  })
  markUnavailable(@Param() { orderId }: OrderPath, @Body() { reason, occurredAt }: ReasonBody): Promise<OrderChange> {
    return this.commands.execute(new MarkUnavailable(orderId, reason, { occurredAt }));
  }
}
