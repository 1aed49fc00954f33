import { pointInTime } from '@daybook/nestjs';
import { ApiQuestion } from '@daybook/nestjs/openapi';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrderPath } from '../order.path.js';
import { OrderHistory } from './order-history.js';
import { ViewHistoryParameters } from './view-history.parameters.js';
import { ViewHistory } from './view-history.query.js';

@ApiTags('orders')
@Controller('orders/:orderId/history')
export class ViewHistoryController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'Replays the whole shopping session event by event, as it is known or as it was' })
  @ApiQuestion({
    answers: OrderHistory,
    problems: { 404: 'There is no such order, or it had not begun yet at that time (`aggregate-not-found`)' },
  })
  view(
    @Param() { orderId }: OrderPath,
    @Query() { from = 1, limit = 100, ...asked }: ViewHistoryParameters,
  ): Promise<OrderHistory> {
    return this.queries.execute(new ViewHistory(orderId, { from, limit }, pointInTime(asked)));
  }
}
