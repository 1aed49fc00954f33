import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { orderProjections } from './order-projections.js';
import { OrderStanding } from './report-orders-by-status/order-standing.js';
import { ReportOrdersByStatusController } from './report-orders-by-status/report-orders-by-status.controller.js';
import { ReportOrdersByStatusHandler } from './report-orders-by-status/report-orders-by-status.handler.js';

/** What can be asked about orders beyond one order: needs tables, where the orders themselves need the log alone. */
@Module({
  imports: [TypeOrmModule.forFeature([OrderStanding])],
  providers: [...orderProjections, ReportOrdersByStatusHandler],
  controllers: [ReportOrdersByStatusController],
})
export class OrderReportsModule {}
