import type { Consumer } from '@daybook/event-store';
import type { FoldProjection } from '../fold-projection.js';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { Generation } from '../read-model/generation.js';
import type { Rows } from '../read-model/rows.js';
import { foldBatch, keysIn } from './fold-batch.js';
import { projectionSubscription } from './projection-subscription.js';
import { RowFolding } from './row-folding.js';

/** What a fold is run with. */
export interface FoldConsumerParts<Row extends object> {
  readonly definition: ProjectionDefinition;
  readonly fold: FoldProjection<Row>;
  readonly rows: Rows<Row>;
  readonly generation: Generation;
}

/**
 * A fold projection as a durable reader of the log. Of each batch it loads the rows in one statement, folds in memory,
 * and writes them back in one, in the transaction that moves the checkpoint.
 */
export function foldConsumer<Row extends object>(parts: FoldConsumerParts<Row>): Consumer {
  const { definition, fold, rows, generation } = parts;
  const folding = new RowFolding(definition, fold);
  return {
    ...projectionSubscription(definition, generation),
    async apply(deliveries, manager, signal) {
      signal.throwIfAborted();
      const loaded = await rows.load(keysIn(deliveries), manager);
      signal.throwIfAborted();
      const changed = foldBatch(folding, deliveries, loaded);
      if (changed.size > 0) await rows.save(changed, manager);
    },
  };
}
