import { inspect } from 'node:util';
import { InvalidVerification } from './invalid-verification.error.js';
import type { VerificationProgress } from './verification-report.js';

/** How rows are verified. */
export interface VerificationOptions {
  /** Only so many keys of those that have a row, chosen at random; missing rows are not found then. Default: all. */
  readonly sample?: number | undefined;
  /** How many keys are compared in one pass through the log, and held in memory, 1 to 1,000,000. Default 50,000. */
  readonly keysPerPass?: number | undefined;
  /** Ends it with the signal's reason. Default: none. */
  readonly signal?: AbortSignal | undefined;
  /** Told after each page of the log. Default: nobody. */
  readonly onProgress?: ((progress: VerificationProgress) => void) | undefined;
}

const defaultKeysPerPass = 50_000;
const mostKeysPerPass = 1_000_000;

/** @throws InvalidVerification */
export function checkedOptions({ sample, keysPerPass = defaultKeysPerPass }: VerificationOptions): {
  readonly sample: number | undefined;
  readonly keysPerPass: number;
} {
  if (sample !== undefined) assertWhole('sample', sample, Number.MAX_SAFE_INTEGER);
  assertWhole('keysPerPass', keysPerPass, mostKeysPerPass);
  return { sample, keysPerPass };
}

function assertWhole(field: string, value: unknown, most: number): void {
  if (Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= most) return;
  throw new InvalidVerification(field, `is ${inspect(value)}, not a whole number from 1 to ${most}`);
}
