import { OrderId } from './order-id.decorator.js';
import { StockPath } from './stock.path.js';

/** The parts of a path that say of which product, and for which order. */
export class ReservationPath extends StockPath {
  @OrderId()
  readonly orderId!: string;
}
