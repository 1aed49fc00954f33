import { withForeignTypes } from '../asking/with-foreign-types.js';
import { Verification, type VerificationParts } from './verification.js';
import type { VerificationOptions } from './verification-options.js';
import type { VerificationReport } from './verification-report.js';

/**
 * Proves that the rows of a fold projection are right, or says which are not: folds them again from the log, up to the
 * checkpoint that they have, and compares. The projection runs on meanwhile.
 *
 * The log is read once for each 50,000 keys, which are held in memory. A sample is quicker for a fold that is keyed by its
 * stream and says its categories: then only the streams of the chosen keys are read.
 *
 * @example
 * const { differences } = await verifyProjection(parts, { sample: 1_000 });
 *
 * @throws InvalidVerification an option is not valid
 * @throws UnknownEventType rows would have to be folded from an event that only another release can read
 * @throws CheckpointMissing the projection has never run
 * @throws LogHeldBack a transaction that has appended stays open below the checkpoint of an inline projection
 * @throws RowsNeverStill, on the store in memory alone
 */
export async function verifyProjection<Row extends object>(
  parts: VerificationParts<Row>,
  options: VerificationOptions = {},
): Promise<VerificationReport> {
  const definition = await withForeignTypes(parts.store, parts.definition);
  return new Verification({ ...parts, definition }, options).run();
}
