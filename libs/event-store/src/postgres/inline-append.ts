import type { PoolClient } from 'pg';
import type { UnplacedEvent } from '../stream/inline-work.js';
import type { EntityManager } from '../stream/transaction.js';
import type { AppendUnit } from './append-unit.js';

/** An append that inline work goes with. */
export interface InlineAppend {
  readonly unit: AppendUnit;
  readonly events: readonly UnplacedEvent[];
  /** The transaction that the caller holds. */
  readonly manager: EntityManager | undefined;
  /** Told of the connection if it holds up readers from now on. */
  readonly appended: (client: PoolClient) => void;
}
