import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesOrder } from '../changes-order.decorator.js';
import type { OrderChange } from '../contract/order-change.js';
import { OrderPath } from '../order.path.js';
import { AddItemBody } from './add-item.body.js';
import { AddItem } from './add-item.command.js';

@ApiTags('orders')
@Controller('orders/:orderId/items')
export class AddItemController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesOrder({
    summary: 'Puts pieces of a product into the cart',
    rules: ['cart-must-be-open', 'item-must-keep-its-price', 'cart-must-not-overflow', 'total-must-stay-countable'],
  })
  add(
    @Param() { orderId }: OrderPath,
    @Body() { occurredAt, freightMinor = 0, ...item }: AddItemBody,
  ): Promise<OrderChange> {
    return this.commands.execute(new AddItem(orderId, { ...item, freightMinor }, { occurredAt }));
  }
}
