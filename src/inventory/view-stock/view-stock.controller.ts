import { pointInTime, VersionAsETag } from '@daybook/nestjs';
import { ApiQuestion, PointInTimeParameters } from '@daybook/nestjs/openapi';
import { Controller, Get, Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { StockView } from '../contract/stock-view.js';
import { StockPath } from '../stock.path.js';
import { ViewStock } from './view-stock.query.js';

@ApiTags('inventory')
@Controller('inventory/:store/:sku')
export class ViewStockController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @UseInterceptors(VersionAsETag)
  @ApiOperation({ summary: 'Shows what there is of a product in a store, or what there was' })
  @ApiQuestion({
    answers: StockView,
    etag: true,
    problems: { 404: 'The product was never received in this store, or not yet at that time (`aggregate-not-found`)' },
  })
  view(@Param() { store, sku }: StockPath, @Query() asked: PointInTimeParameters): Promise<StockView> {
    return this.queries.execute(new ViewStock(store, sku, pointInTime(asked)));
  }
}
