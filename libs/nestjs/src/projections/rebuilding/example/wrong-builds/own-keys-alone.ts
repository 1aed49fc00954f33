import type { RegisteredProjection } from '../../../projection-registry.js';
import type { Generation } from '../../../read-model/generation.js';
import type { VerificationReport } from '../../../verifying/verification-report.js';
import type { ComparisonOptions, GenerationComparison } from '../../generation-comparison.js';

/** How it goes wrong: a sample of the rows that are there finds none that is missing. */
export async function ownKeysAlone(
  comparison: GenerationComparison,
  projection: RegisteredProjection,
  generation: Generation,
  { sample }: ComparisonOptions,
): Promise<VerificationReport | undefined> {
  return comparison.of(projection, generation, { sample });
}
