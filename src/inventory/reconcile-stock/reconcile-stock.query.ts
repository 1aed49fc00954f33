import { Query } from '@nestjs/cqrs';
import type { StockReconciliation } from '../contract/stock-reconciliation.js';
import type { StockCount } from '../domain/stock-count.js';

/** Where does a physical count differ from the books, as they are or as they were when it was made? */
export class ReconcileStock extends Query<StockReconciliation> {
  constructor(
    readonly counts: readonly StockCount[],
    readonly countedAt?: Date,
  ) {
    super();
  }
}
