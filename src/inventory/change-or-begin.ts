import {
  AggregateAlreadyExists,
  AggregateNotFound,
  type AggregateRepository,
  type RecordedDecision,
} from '@daybook/nestjs';
import type { StockCommand } from './domain/stock-command.js';
import type { StockItem } from './domain/stock-item.js';
import { stockIdOf, type StockPlace } from './domain/stock-place.js';
import { type Recording, written } from './recording.js';

/**
 * Asks a stock item for something that a product may begin with: pieces came in, or somebody has found some. If another
 * one was first meanwhile, this comes on top of it.
 */
export async function changeOrBegin(
  stock: AggregateRepository<StockItem>,
  place: StockPlace,
  command: StockCommand,
  recording: Recording,
): Promise<RecordedDecision<StockItem>> {
  const [id, options] = [stockIdOf(place), written(recording)];
  const decide = (item: StockItem): void => item.decide(command);
  const change = () => stock.update(id, decide, options);
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof AggregateNotFound)) throw error;
  }
  try {
    return await stock.create(id, decide, options);
  } catch (error) {
    if (!(error instanceof AggregateAlreadyExists)) throw error;
    return change();
  }
}
