import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesOrder } from '../changes-order.decorator.js';
import type { OrderChange } from '../contract/order-change.js';
import { OrderPath } from '../order.path.js';
import { SubmitOrderBody } from './submit-order.body.js';
import { SubmitOrder } from './submit-order.command.js';

@ApiTags('orders')
@Controller('orders/:orderId/submit')
export class SubmitOrderController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesOrder({
    summary: 'Orders what is in the cart',
    rules: ['cart-must-be-open', 'order-must-have-items', 'order-must-cost-something'],
  })
  submit(
    @Param() { orderId }: OrderPath,
    @Body() { accountId, promisedOn, occurredAt }: SubmitOrderBody,
  ): Promise<OrderChange> {
    return this.commands.execute(new SubmitOrder(orderId, { accountId, promisedOn }, { occurredAt }));
  }
}
