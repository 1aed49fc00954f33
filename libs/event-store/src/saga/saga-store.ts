import type { EntityManager } from '../stream/transaction.js';
import type { HeldSaga, SagaChange } from './saga-change.js';
import type { DueDeadline, SagaDeadline } from './saga-deadline.js';
import type { SagaHistoryStore } from './saga-history-store.js';
import type { SagaReader } from './saga-reader.js';
import type { SagaAddress, SagaRecord, SagaStatus } from './saga-record.js';
import type { ClaimedStep, SagaStep } from './saga-step.js';

/** A saga with the versions of it that a process can go by: those of others are left to others. */
export interface KnownSaga {
  readonly saga: string;
  readonly versions: readonly number[];
}

/** Who takes steps, and of which sagas. */
export interface StepsWanted {
  /** The process. */
  readonly process: string;
  readonly sagas: readonly KnownSaga[];
  /** At most so many, each of another instance. */
  readonly limit: number;
  /** How long the claim stands without a sign of life, in milliseconds. */
  readonly leaseMs: number;
}

/** Which instances are to be forgotten. */
export interface FinishedSagas {
  /** Those that have not changed since, by the application's clock. */
  readonly before: Date;
  /** So many at most. */
  readonly limit: number;
}

/** What has come of an attempt that is to be made again. */
export interface FailedAttempt {
  readonly failure: string;
  /** In how many milliseconds it is made again; undefined to park the instance with this failure. */
  readonly againInMs: number | undefined;
  /** False where it was not the command's fault, and counts as none of its attempts. Default true. */
  readonly counts?: boolean | undefined;
}

/** A step of which it is on record that it was carried out. */
export interface DoneStep {
  readonly claim: string;
  /** Whether another step of its instance can be taken. */
  readonly goesOn: boolean;
}

/** Which instances an operator means. */
export interface SagaPage {
  readonly saga?: string | undefined;
  readonly status?: SagaStatus | undefined;
  /** Only those that cannot go on. */
  readonly stuck?: boolean | undefined;
  /** Behind which instance to go on. */
  readonly after?: SagaAddress | undefined;
  /** How many at most. Default 100. */
  readonly limit?: number | undefined;
}

/** An instance with everything that it did and will do. */
export interface SagaInFull {
  readonly record: SagaRecord;
  readonly steps: readonly SagaStep[];
  readonly deadlines: readonly SagaDeadline[];
}

/** How many instances of a saga there are. */
export interface SagaCounts {
  readonly saga: string;
  readonly version: number;
  readonly status: SagaStatus;
  readonly stuck: boolean;
  readonly instances: number;
}

/**
 * Where sagas are kept: what each instance knows, what it has decided to do, and when it wants to be called.
 *
 * An instance is changed in a transaction that holds it, by whoever is first; the others wait. A step is sent by the process
 * that has claimed it, one step of an instance at a time and in their turns. What was claimed by a process that gives no
 * sign of life can be claimed by another one, and what the first one says of it then has no effect. Times of claims and
 * attempts are the store's own; deadlines go by the application's clock.
 */
export abstract class SagaStore {
  /**
   * The instances that there are of these, each held by the transaction until it ends, in one order for all callers.
   *
   * @param manager of the transaction; undefined where the store has none
   */
  abstract held(addresses: readonly SagaAddress[], manager: EntityManager | undefined): Promise<readonly HeldSaga[]>;

  /** The keys of a saga's instances, but those that are completed or were ended, that belong to one of these conversations. */
  abstract correlated(
    saga: string,
    correlationIds: readonly string[],
    manager: EntityManager | undefined,
  ): Promise<readonly { readonly key: string; readonly correlationId: string }[]>;

  /** Writes what becomes of instances that the transaction holds, or that it begins. */
  abstract write(changes: readonly SagaChange[], manager: EntityManager | undefined): Promise<void>;

  /**
   * Changes one instance in a transaction of its own. The work answers what becomes of it, and whatever else it likes;
   * without a change nothing is written.
   *
   * @returns what the work answered, once it is committed
   */
  abstract change<R>(
    address: SagaAddress,
    work: (
      held: HeldSaga | undefined,
      manager: EntityManager | undefined,
    ) => Promise<{ readonly change: SagaChange | undefined; readonly result: R }>,
  ): Promise<R>;

  /** Takes steps whose turn and time have come, of instances that can go on: those that have waited longest first. */
  abstract claim(wanted: StepsWanted): Promise<readonly ClaimedStep[]>;

  /** A sign of life for claims; answers those that still stand. */
  abstract renew(process: string, claims: readonly string[], leaseMs: number): Promise<ReadonlySet<string>>;

  /** Whether a claim stands, asked in the transaction that is about to say what came of the step. */
  abstract stands(claim: ClaimedStep, manager: EntityManager | undefined): Promise<boolean>;

  /**
   * Uses an idempotency key up, together with what else the transaction writes: whatever is begun or still under way under
   * it is refused from then on (`IdempotencyKeyConflict`). Waits for a transaction that is using it.
   *
   * @param idempotencyKey as the store keeps it
   * @returns false if something was done under it before; it stays what it is
   */
  abstract spend(idempotencyKey: string, manager: EntityManager | undefined): Promise<boolean>;

  /**
   * Puts on record that steps were carried out, of which nothing else follows: those whose claims stand, of instances that
   * are running or completed. The others are left as they are, and are for `change`.
   *
   * It may be lost if the store's server crashes at once, together with everything that came after it: the steps are sent
   * once more then.
   *
   * @param at the time of the application's clock
   */
  abstract done(claims: readonly ClaimedStep[], at: Date): Promise<readonly DoneStep[]>;

  /** An attempt that was not carried out and not refused. False if the claim stands no longer; nothing was written then. */
  abstract failed(claim: ClaimedStep, attempt: FailedAttempt): Promise<boolean>;

  /** Gives claims back of what was not sent. */
  abstract release(claims: readonly ClaimedStep[]): Promise<void>;

  /** In how many milliseconds the next step can be claimed whose attempt failed or whose claim stands; undefined for none. */
  abstract nextAttemptInMs(sagas: readonly KnownSaga[]): Promise<number | undefined>;

  /** The deadlines that are due by this time, of instances that are not stuck, in the order in which they fell due. */
  abstract due(sagas: readonly KnownSaga[], now: Date, limit: number): Promise<readonly DueDeadline[]>;

  /** When the next deadline falls due; undefined if none is set. */
  abstract nextDeadline(sagas: readonly KnownSaga[]): Promise<Date | undefined>;

  /** From where on the effects of sagas count, and what they hold back until then. */
  abstract get history(): SagaHistoryStore;

  // For operators.

  /** Instances, by saga and key. */
  abstract list(page?: SagaPage): Promise<readonly SagaRecord[]>;

  /** One instance with its steps, by number; undefined if there is none. */
  abstract show(address: SagaAddress): Promise<SagaInFull | undefined>;

  /** How many there are. */
  abstract counts(): Promise<readonly SagaCounts[]>;

  /**
   * Forgets instances that have come to their end, those first that have not changed for longest; but none that is stuck, or
   * of which anything is open, or for which events are parked. Their keys are kept, so that none of them is begun again.
   *
   * @returns how many there were
   */
  abstract prune(reader: SagaReader, finished: FinishedSagas): Promise<number>;

  /** Those of these keys of which an instance was there and has been forgotten. */
  abstract pruned(
    saga: string,
    keys: readonly string[],
    manager: EntityManager | undefined,
  ): Promise<ReadonlySet<string>>;
}
