import type { SegmentState } from '../../../segment.js';
import { SegmentLoop as Right } from '../../segment-loop.js';

/** Takes everything for seen when the end that it was given is lifted, also what it had left because of it. */
export class SegmentLoop extends Right {
  override heed(state: SegmentState, asked: number): void {
    const { drainTo } = this.work.orders;
    super.heed(state, asked);
    if (drainTo === undefined || state.drainTo !== undefined) return;
    const { process } = this as unknown as { process: { knownTo(): number } };
    this.checkpoint.pass(process.knownTo());
  }
}
