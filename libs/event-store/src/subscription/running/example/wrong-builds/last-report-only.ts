import type { SegmentReport } from '../../../live-process.js';
import { Checkpoint as Right } from '../../checkpoint.js';

/** Knows what it has reported last, and not what it has reported before, when the answer was lost. */
export class Checkpoint extends Right {
  #last: number | undefined;

  override report(failure: string | undefined): SegmentReport {
    const report = super.report(failure);
    this.#last = report.position;
    return report;
  }

  override answered(position: number | undefined): void {
    super.answered(position === this.#last ? position : undefined);
  }
}
