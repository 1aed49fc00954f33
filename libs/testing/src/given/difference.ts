import { AssertionError } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';

/** What a test runner shows: where the two differ, under a headline of ours. */
export interface Difference {
  readonly headline: string;
  readonly actual: unknown;
  readonly expected: unknown;
  /** The error behind it, if there is one. */
  readonly cause?: unknown;
  /** The function that the test has called; the stack begins at its caller. */
  readonly from: (...args: never[]) => unknown;
}

/**
 * Throws unless the two are equal by value.
 * @throws AssertionError which every runner knows how to show
 */
export function assertSame({ headline, actual, expected, cause, from }: Difference): void {
  if (isDeepStrictEqual(actual, expected)) return;
  const error = new AssertionError({ actual, expected, operator: 'deepStrictEqual', stackStartFn: from });
  const [, ...difference] = error.message.split('\n');
  error.message = [headline, ...difference].join('\n');
  if (cause !== undefined) error.cause = cause;
  throw error;
}
