import type { HeldSaga } from '../../saga/saga-change.js';
import type { DueDeadline, SagaDeadline } from '../../saga/saga-deadline.js';
import type { SagaAddress, SagaRecord, SagaStatus } from '../../saga/saga-record.js';
import type { ClaimedStep, SagaStep } from '../../saga/saga-step.js';
import type { SagaCounts, SagaInFull } from '../../saga/saga-store.js';
import type { TextRow } from '../connection.js';

/** An object as JSON tells it: null for what is not said, and times in milliseconds since 1970. */
type Told<T> = { readonly [F in keyof T]: T[F] extends Date ? number : T[F] | null };

/** What `sql/functions/saga_record.sql` answers. */
export type ToldRecord = SagaAddress & Told<Omit<SagaRecord, keyof SagaAddress>>;
type ToldStep = Told<Omit<SagaStep, 'endedAt'>> & { readonly endedAt: number | null };
type ToldDeadlines = readonly Told<SagaDeadline>[] | null;

/** What `sql/functions/hold_sagas.sql` answers. */
export interface ToldHeld {
  readonly record: ToldRecord;
  /** The claim that stands on it. */
  readonly claim: string | null;
  readonly open: readonly ToldStep[] | null;
  readonly deadlines: ToldDeadlines;
}

/** What `sql/queries/show_saga.sql` answers. */
export interface ToldInFull extends Omit<ToldHeld, 'open' | 'claim'> {
  readonly steps: readonly ToldStep[] | null;
}

/** What `sql/functions/claim_steps.sql` answers. */
export type ToldClaim = Omit<ClaimedStep, 'step'> & { readonly step: ToldStep };

export function recordOf(told: ToldRecord): SagaRecord {
  return {
    ...(told as unknown as SagaRecord),
    startedAt: new Date(told.startedAt),
    changedAt: new Date(told.changedAt),
    heardTo: told.heardTo ?? undefined,
    toldBefore: told.toldBefore ?? undefined,
    reason: told.reason ?? undefined,
    failure: told.failure ?? undefined,
    stuckAt: told.stuckAt ?? undefined,
  };
}

export function heldOf({ record, open, deadlines }: ToldHeld): HeldSaga {
  return { record: recordOf(record), open: (open ?? []).map(stepOf), deadlines: deadlinesOf(deadlines) };
}

export function inFullOf({ record, steps, deadlines }: ToldInFull): SagaInFull {
  return { record: recordOf(record), steps: (steps ?? []).map(stepOf), deadlines: deadlinesOf(deadlines) };
}

export function claimOf(told: ToldClaim): ClaimedStep {
  return { ...told, step: stepOf(told.step) };
}

function stepOf(told: ToldStep): SagaStep {
  return {
    ...(told as unknown as SagaStep),
    turn: told.turn ?? undefined,
    decidedAt: new Date(told.decidedAt),
    failure: told.failure ?? undefined,
    endedAt: told.endedAt === null ? undefined : new Date(told.endedAt),
    claimedBy: told.claimedBy ?? undefined,
  };
}

function deadlinesOf(told: ToldDeadlines): readonly SagaDeadline[] {
  return (told ?? []).map(({ name, dueAt }) => ({ name: name ?? '', dueAt: new Date(dueAt) }));
}

/** What a row of `sql/queries/due_deadlines.sql` says. */
export function dueOf([saga, key, name, dueAt]: TextRow): DueDeadline {
  return { saga: saga ?? '', key: key ?? '', name: name ?? '', dueAt: new Date(Number(dueAt)) };
}

/** What a row of `sql/queries/count_sagas.sql` says. */
export function countOf([saga, version, status, stuck, instances]: TextRow): SagaCounts {
  return {
    ...{ saga: saga ?? '', version: Number(version), status: status as SagaStatus },
    ...{ stuck: stuck === 't', instances: Number(instances) },
  };
}
