import type { SagaAddress } from './saga-record.js';

/** When an instance is to be told that a time has come. */
export interface SagaDeadline {
  readonly name: string;
  /** By the application's clock. */
  readonly dueAt: Date;
}

/** One whose time has come. */
export interface DueDeadline extends SagaAddress, SagaDeadline {}
