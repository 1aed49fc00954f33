import type { EntityManager } from '../stream/transaction.js';
import type { SagaReader } from './saga-reader.js';

/** Where a saga's effects begin. */
export interface SagaOutset {
  /** Tells it from that of any other time at which the saga's subscription was put on record. */
  readonly id: string;
  /** Events up to this position, inclusive, are history; 0 for none. */
  readonly effectsFrom: number;
  /** Whether it has come there with all its segments. */
  readonly hasCaughtUp: boolean;
}

/** Where it is kept from where on the effects of sagas count, and what they hold back until then. */
export abstract class SagaHistoryStore {
  /**
   * Puts on record, the first time, from which position on a saga's effects count: what lies before it is history, and what
   * it decides from that is held. It belongs to the subscription by which the saga reads, and is forgotten with it: one that
   * is put on record anew begins with history of its own.
   *
   * @returns what is on record, whoever was first
   * @throws InvalidSaga the subscription is not on record
   */
  abstract outset(reader: SagaReader, effectsFrom: number): Promise<SagaOutset>;

  /** What is on record; undefined if nothing is. */
  abstract known(reader: SagaReader, manager: EntityManager | undefined): Promise<SagaOutset | undefined>;

  /** The keys of a saga's instances that hold steps back, in their order, behind a key. */
  abstract holding(saga: string, after: string | undefined, limit: number): Promise<readonly string[]>;

  /**
   * Those of these instances for which events of history are parked, so that what they hold back has to wait for these: by
   * their keys or their conversations. An event of which nobody can tell for which instance it is makes all of them wait.
   */
  abstract waiting(
    reader: SagaReader,
    keys: readonly string[],
    manager: EntityManager | undefined,
  ): Promise<ReadonlySet<string>>;

  /**
   * Puts on record that a saga has come to the position from which its effects count.
   *
   * @returns whether that is on record now; false if its subscription was put on record anew meanwhile, or removed
   */
  abstract caughtUp(reader: SagaReader, outset: Pick<SagaOutset, 'id'>): Promise<boolean>;
}
