import type { EntityManager } from '../../stream/transaction.js';
import type { Progress } from '../progress.js';
import type { Delivery } from './consumer.js';
import type { DeliverySurroundings } from './delivery-surroundings.js';
import { HistoryChanged } from './history-changed.js';
import { isPassing } from './store-trouble.js';

/** What a consumer has thrown: its failure, and not the store's. */
export interface Thrown {
  readonly error: unknown;
}

type Surroundings = Pick<
  DeliverySurroundings,
  'store' | 'consumer' | 'checkpoint' | 'signal' | 'incarnation' | 'parked'
>;

/**
 * Applies deliveries and moves the checkpoint, in one transaction.
 *
 * @returns what the consumer has thrown; nothing was written then
 * @throws what the store throws, LeaseLost and HistoryChanged
 */
export async function applyWithCheckpoint(
  { store, consumer, checkpoint, signal, incarnation, parked }: Surroundings,
  deliveries: readonly Delivery[],
  progress: Progress,
): Promise<Thrown | undefined> {
  let thrown: Thrown | undefined;
  const work = async (manager: EntityManager | undefined): Promise<Progress> => {
    // Here, on the connection to which it would be written: what was read from a lost history must not pass for applied.
    if (store.incarnation !== incarnation) throw new HistoryChanged();
    try {
      await consumer.apply(deliveries, manager, signal);
    } catch (error) {
      thrown = { error };
      throw error;
    }
    return progress;
  };
  try {
    await checkpoint.commit(work);
  } catch (error) {
    const failure = failureOf(error, thrown);
    if (failure === undefined) throw error;
    return failure;
  }
  parked.note(progress);
  consumer.committed?.();
  return undefined;
}

/**
 * Whose failure it is. What the consumer throws is passed on as it is, unless the store knows that it was the connection or
 * another transaction; a transaction in which the consumer has swallowed the error of a statement is its failure, too.
 */
function failureOf(error: unknown, thrown: Thrown | undefined): Thrown | undefined {
  if (isPassing(error)) return undefined;
  if (thrown?.error === error) return thrown;
  const isAborted = error instanceof Error && 'code' in error && error.code === 'transaction-aborted';
  return isAborted ? { error } : undefined;
}
