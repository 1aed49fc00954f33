import { VersionAsETag } from '@daybook/nestjs';
import { ApiCommand } from '@daybook/nestjs/openapi';
import { Body, Controller, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrderBeginning } from '../contract/order-beginning.js';
import { BeginOrderBody } from './begin-order.body.js';
import { BeginOrder } from './begin-order.command.js';

@ApiTags('orders')
@Controller('orders')
export class BeginOrderController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @UseInterceptors(VersionAsETag)
  @ApiOperation({ summary: 'Begins an order, with an empty cart' })
  @ApiCommand({
    answers: OrderBeginning,
    status: 201,
    changes: false,
    problems: { 409: 'The id is taken (`aggregate-already-exists`)' },
  })
  begin(@Body() { orderId, customerId, currency, occurredAt }: BeginOrderBody): Promise<OrderBeginning> {
    return this.commands.execute(new BeginOrder(orderId, { customerId, currency }, { occurredAt }));
  }
}
