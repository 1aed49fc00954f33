import { pointInTime, VersionAsETag } from '@daybook/nestjs';
import { ApiQuestion, PointInTimeParameters } from '@daybook/nestjs/openapi';
import { Controller, Get, Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrderView } from '../contract/order-view.js';
import { OrderPath } from '../order.path.js';
import { ViewOrder } from './view-order.query.js';

@ApiTags('orders')
@Controller('orders/:orderId')
export class ViewOrderController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @UseInterceptors(VersionAsETag)
  @ApiOperation({ summary: 'Shows the order, as it is or as it was' })
  @ApiQuestion({
    answers: OrderView,
    etag: true,
    problems: { 404: 'There is no such order, or it had not begun yet at that time (`aggregate-not-found`)' },
  })
  view(@Param() { orderId }: OrderPath, @Query() asked: PointInTimeParameters): Promise<OrderView> {
    return this.queries.execute(new ViewOrder(orderId, pointInTime(asked)));
  }
}
