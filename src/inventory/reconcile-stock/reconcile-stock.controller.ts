import { ApiQuestion } from '@daybook/nestjs/openapi';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { StockReconciliation } from '../contract/stock-reconciliation.js';
import { ReconcileStockBody } from './reconcile-stock.body.js';
import { ReconcileStock } from './reconcile-stock.query.js';

@ApiTags('inventory')
@Controller('inventory/reconciliations')
export class ReconcileStockController {
  constructor(private readonly queries: QueryBus) {}

  /** A question with a body, because a count is longer than an address may be. It changes nothing. */
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Compares a physical count with the books, and lists what differs' })
  @ApiQuestion({
    answers: StockReconciliation,
    problems: { 413: 'The body is too large', 415: 'The body is not declared as JSON' },
  })
  reconcile(@Body() { counts, countedAt }: ReconcileStockBody): Promise<StockReconciliation> {
    return this.queries.execute(new ReconcileStock(counts, countedAt));
  }
}
