import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { StockReconciliation } from '../contract/stock-reconciliation.js';
import { type CountedDifference, differenceOf, type StockCount } from '../domain/stock-count.js';
import { StockItem } from '../domain/stock-item.js';
import { stockIdOf } from '../domain/stock-place.js';
import { ReconcileStock } from './reconcile-stock.query.js';

/** How many stock items are folded side by side; the store reads those that are asked for at once together. */
const atOnce = 32;

@QueryHandler(ReconcileStock)
export class ReconcileStockHandler implements IQueryHandler<ReconcileStock> {
  constructor(@InjectAggregateRepository(StockItem) private readonly stock: AggregateRepository<StockItem>) {}

  async execute({ counts, countedAt }: ReconcileStock): Promise<StockReconciliation> {
    const differences: CountedDifference[] = [];
    for (let first = 0; first < counts.length; first += atOnce) {
      const found = await Promise.all(
        counts.slice(first, first + atOnce).map((count) => this.#differenceOf(count, countedAt)),
      );
      differences.push(...found.filter((difference) => difference !== undefined));
    }
    return { compared: counts.length, differences };
  }

  /** What was never received is not there by the books. */
  async #differenceOf(count: StockCount, countedAt: Date | undefined): Promise<CountedDifference | undefined> {
    const id = stockIdOf(count);
    const item = await (countedAt === undefined ? this.stock.find(id) : this.stock.find(id, { occurredBy: countedAt }));
    return differenceOf(count, item?.state.onHand ?? 0);
  }
}
