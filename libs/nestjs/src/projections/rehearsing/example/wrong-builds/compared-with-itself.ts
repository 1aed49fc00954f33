import { RehearsalComparison } from '../../rehearsal-comparison.js';

/** How it goes wrong: what was made in rehearsal is compared with what was made in rehearsal. */
export class ComparedWithItself extends RehearsalComparison {
  override of(...[projection, { rehearsed }, options]: Parameters<RehearsalComparison['of']>) {
    return super.of(projection, { rehearsed, read: rehearsed }, options);
  }
}
