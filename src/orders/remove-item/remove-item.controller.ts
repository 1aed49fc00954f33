import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesOrder } from '../changes-order.decorator.js';
import type { OrderChange } from '../contract/order-change.js';
import { OrderPath } from '../order.path.js';
import { RemoveItemBody } from './remove-item.body.js';
import { RemoveItem } from './remove-item.command.js';

@ApiTags('orders')
@Controller('orders/:orderId/removals')
export class RemoveItemController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesOrder({ summary: 'Takes pieces out of the cart again', rules: ['cart-must-be-open', 'item-must-be-in-cart'] })
  remove(
    @Param() { orderId }: OrderPath,
    @Body() { store, sku, quantity, occurredAt }: RemoveItemBody,
  ): Promise<OrderChange> {
    return this.commands.execute(new RemoveItem(orderId, { store, sku }, quantity, { occurredAt }));
  }
}
