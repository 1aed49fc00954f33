import type { ReadingOptions } from '@daybook/event-store';

/** A class of sagas. */
export type SagaClass = new () => object;

/**
 * What becomes of the effects that a saga decided from what had happened before it was there, once it has caught up: `held`
 * sends those that are still open, `dropped` sends none of them.
 */
export type SagaEffects = 'held' | 'dropped';

/** Takes the state of an instance of one version over into that of the next one. */
export type SagaMigration = (state: never) => object;

/** Options of `@Saga`. */
export interface SagaOptions extends ReadingOptions {
  /**
   * Raise it when instances that are under way must not go by the new class. They finish by the class of their version, which
   * stays beside it, or are taken over by `migrate`. Default 1.
   */
  readonly version?: number | undefined;
  /**
   * Where it begins when it is first started: with what happens from then on, with the first event of all, or with what comes
   * after a position. Afterwards it goes on from its checkpoint, whatever stands here. Default `now`.
   */
  readonly from?: 'now' | 'beginning' | number | undefined;
  /** Of a saga that begins in the past: what becomes of what it asks for until it has caught up. Default `held`. */
  readonly effects?: SagaEffects | undefined;
  /**
   * How instances of older versions are taken over when they are next touched: of each version, the state of the next one. The
   * versions up to this one must follow each other without a gap. Default: none are.
   *
   * @example migrate: { 1: ({ paid }: { paid: boolean }) => ({ payment: paid ? 'captured' : 'open' }) }
   */
  readonly migrate?: Readonly<Record<number, SagaMigration>> | undefined;
  /** At most so many events are handled in one transaction. Default 100, at most 10,000. */
  readonly batchSize?: number | undefined;
}
