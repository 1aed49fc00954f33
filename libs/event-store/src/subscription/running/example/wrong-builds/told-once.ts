import type { SegmentState } from '../../../segment.js';
import { SegmentLoop as Right } from '../../segment-loop.js';

/** Takes an end that it was given for the end of the log, also when it is given another. */
export class SegmentLoop extends Right {
  override heed(state: SegmentState, asked: number): void {
    this.work.heed(state, asked);
    super.heed(state, asked);
  }
}
