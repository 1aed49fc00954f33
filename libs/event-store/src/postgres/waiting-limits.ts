import { InvalidLimit } from './invalid-limit.error.js';

/** How many callers the store lets wait, and for how long. */
export interface WaitingLimits {
  /**
   * Appends that may wait at a time for their turn and a connection, and as many reads. One more is refused at once.
   * Default 10,000.
   */
  readonly waiting: number;
  /** Milliseconds after which a caller that still waits is refused; nothing of his has been sent. Default 30,000. */
  readonly waitMs: number;
  /**
   * Milliseconds after which a call that the database has not answered is given up, and its connection with it. Must be
   * longer than transactions may hold a stream, or appends that wait for them are given up. Default 60,000.
   */
  readonly answerMs: number;
}

export const defaultWaitingLimits: WaitingLimits = { waiting: 10_000, waitMs: 30_000, answerMs: 60_000 };

// What a timer takes; beyond that it fires at once.
const longest = 2_147_483_647;

/**
 * The limits with the defaults in the places of those that are missing.
 *
 * @throws InvalidLimit
 */
export function waitingLimits(given: Partial<WaitingLimits> = {}): WaitingLimits {
  const { waiting, waitMs, answerMs } = defaultWaitingLimits;
  return {
    waiting: checked('waiting', given.waiting ?? waiting),
    waitMs: checked('waitMs', given.waitMs ?? waitMs),
    answerMs: checked('answerMs', given.answerMs ?? answerMs),
  };
}

function checked(name: keyof WaitingLimits, value: number): number {
  if (!Number.isInteger(value) || value < 1 || value > longest) throw new InvalidLimit(name, value, longest);
  return value;
}
