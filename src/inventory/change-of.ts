import type { RecordedDecision } from '@daybook/nestjs';
import type { StockChange } from './contract/stock-change.js';
import type { StockItem } from './domain/stock-item.js';
import { availableOf, reservedOf } from './domain/stock.js';

/** What a command on a stock item answers. */
export function changeOf({ version, position, aggregate: { state } }: RecordedDecision<StockItem>): StockChange {
  return { version, position, onHand: state.onHand, reserved: reservedOf(state), available: availableOf(state) };
}
