import type { JsonObject } from '@daybook/domain';
import type { SagaAddress, SagaStatus } from './saga-record.js';

/** What has become of a step. */
export type SagaStepStatus =
  /** A compensation that nobody needs so far. */
  | 'declared'
  /** Decided from what was over when the saga was new; sent only if it is still open when the saga has caught up. */
  | 'held'
  /** To be sent when its turn has come. */
  | 'due'
  /** Sent, and carried out. */
  | 'done'
  /** Sent, and refused by a rule. */
  | 'refused'
  /** An operator had it left out. */
  | 'skipped'
  /** Never sent: the saga has come to an end, or turned round, before. */
  | 'cancelled';

/** What made a saga take a step. */
export type SagaCause =
  | { readonly event: string; readonly type: string }
  | { readonly deadline: string }
  | { readonly refusedStep: number }
  | { readonly operator: string };

/** What a saga does: one command, or the one that undoes another. */
export interface NewSagaStep {
  /** From 1, in the order in which they were decided, without gaps. */
  readonly number: number;
  /** Its place among those that are sent, from 1; undefined while it is not to be. */
  readonly turn: number | undefined;
  readonly kind: 'command' | 'compensation';
  /** The lasting name of the command's class. */
  readonly type: string;
  readonly payload: JsonObject;
  readonly status: Extract<SagaStepStatus, 'declared' | 'held' | 'due' | 'cancelled'>;
  readonly cause: SagaCause;
  /** By the application's clock. */
  readonly decidedAt: Date;
}

/** A step as it is kept. */
export interface SagaStep extends Omit<NewSagaStep, 'status'> {
  readonly status: SagaStepStatus;
  /** How often it was claimed to be sent, this time included, unless it was given back; anew when it is made due again. */
  readonly attempts: number;
  /** How many attempts have failed by the command's own fault since it became due. */
  readonly failures: number;
  /** What came of the last attempt, unless it was carried out; or why an operator left it out. */
  readonly failure: string | undefined;
  /** When it came to its end, by the application's clock. */
  readonly endedAt: Date | undefined;
  /** The process that is sending it at this moment. */
  readonly claimedBy: string | undefined;
}

/** A step of which one process may make an attempt, and nobody beside it. */
export interface ClaimedStep extends SagaAddress {
  readonly step: SagaStep;
  readonly correlationId: string;
  readonly metadata: JsonObject;
  /** Of the class by which the instance goes. */
  readonly version: number;
  /** How the instance stood when it was claimed. What an operator has ended is not sent any more. */
  readonly status: SagaStatus;
  /** Tells this claim from all others. */
  readonly claim: string;
}

/** A step whose status becomes another. One that becomes due, or stays so, has made no attempts again. */
export interface MovedStep {
  readonly number: number;
  readonly status: SagaStepStatus;
  /** Its turn, where it is given one now. Default: as it was. */
  readonly turn?: number | undefined;
  /** Why. Default: nothing is said. */
  readonly failure?: string | undefined;
}
