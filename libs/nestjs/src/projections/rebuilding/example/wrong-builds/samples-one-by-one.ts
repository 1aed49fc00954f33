import type { RegisteredProjection } from '../../../projection-registry.js';
import type { Generation } from '../../../read-model/generation.js';
import type { ComparisonOptions, GenerationComparison } from '../../generation-comparison.js';

/** How it goes wrong: the keys of two samples are added up, as if none were in both. */
export async function samplesOneByOne(
  comparison: GenerationComparison,
  projection: RegisteredProjection,
  generation: Generation,
  { sample, besides }: ComparisonOptions & { readonly besides: Generation },
): Promise<number> {
  const reports = [
    await comparison.of(projection, generation, { sample }),
    await comparison.of(projection, besides, { sample }),
  ];
  return reports.reduce((sum, report) => sum + (report?.keys ?? 0), 0);
}
