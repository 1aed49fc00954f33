import { RehearsalComparison, type RehearsalComparisonParts } from '../../rehearsal-comparison.js';

/** How it goes wrong: rows are compared wherever in the log each of the two has come to. */
export class ComparedWhereEachStands extends RehearsalComparison {
  constructor({ consumerOf, ...parts }: RehearsalComparisonParts) {
    super({
      ...parts,
      consumerOf: (projection, generation) => ({
        ...consumerOf(projection, generation),
        apply: () => Promise.resolve(),
      }),
    });
  }
}
