import type { PassedOver } from '@daybook/event-store';

/** Why a snapshot was not what loading began with. */
export type WhyIgnored =
  /** Other code has folded it, or it is damaged. */
  | PassedOver
  /** Its stream does not reach that far: the log has gone back. */
  | 'ahead-of-its-stream'
  /** Its stream has another event at that version: the log has gone back, and on in another way. */
  | 'other-history'
  /** Nobody could ask for it. */
  | 'unreachable';

/** A snapshot that was not used, so that the aggregate was folded from its events. Nothing is wrong with the answer. */
export interface IgnoredSnapshot {
  readonly category: string;
  readonly streamId: string;
  readonly why: WhyIgnored;
  /** What was thrown, if anything was. */
  readonly cause?: unknown;
}

/** A snapshot that could not be taken. Nothing is wrong with the aggregate. */
export interface FailedSnapshot {
  readonly category: string;
  readonly streamId: string;
  readonly cause: unknown;
}
