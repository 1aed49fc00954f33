import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesOrder } from '../changes-order.decorator.js';
import type { OrderChange } from '../contract/order-change.js';
import { OrderPath } from '../order.path.js';
import { HandToCarrierBody } from './hand-to-carrier.body.js';
import { HandToCarrier } from './hand-to-carrier.command.js';

@ApiTags('orders')
@Controller('orders/:orderId/hand-over')
export class HandToCarrierController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesOrder({ summary: 'Hands the goods to the carrier', rules: ['order-must-be-paid'] })
  handOver(
    @Param() { orderId }: OrderPath,
    @Body() { carrier, trackingNumber, occurredAt }: HandToCarrierBody,
  ): Promise<OrderChange> {
    return this.commands.execute(new HandToCarrier(orderId, { carrier, trackingNumber }, { occurredAt }));
  }
}
