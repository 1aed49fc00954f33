import { WaitsFor } from '@daybook/nestjs';
import { ApiQuestion } from '@daybook/nestjs/openapi';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OrdersByStatusReport } from './orders-by-status-report.js';
import { OrdersByStatus } from './orders-by-status.projection.js';
import { ReportOrdersByStatusParameters } from './report-orders-by-status.parameters.js';
import { ReportOrdersByStatus } from './report-orders-by-status.query.js';

@ApiTags('reports')
@Controller('reports/orders-by-status')
export class ReportOrdersByStatusController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @WaitsFor(OrdersByStatus)
  @ApiOperation({ summary: 'Reports how many orders stand where, now or as of any time' })
  @ApiQuestion({ answers: OrdersByStatusReport })
  report(@Query() { occurredBy, recordedBy }: ReportOrdersByStatusParameters): Promise<OrdersByStatusReport> {
    return this.queries.execute(new ReportOrdersByStatus({ occurredBy, recordedBy }));
  }
}
