import type { Progress } from '../../../progress.js';
import { SegmentWork as Right } from '../../segment-work.js';

/** Puts on record what it has seen, on whichever server that will be. */
export class SegmentWork extends Right {
  override async move(progress: Progress): Promise<void> {
    await this.checkpoint.commit(async () => progress);
  }
}
