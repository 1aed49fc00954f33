import type { Overview } from '../../../subscription-store.js';
import { ProcessSegments as Right } from '../../process-segments.js';

/** Looks only at what it runs, and not at what it holds. */
export class ProcessSegments extends Right {
  override heed({ processes, segments }: Overview, asked: number): Promise<void> {
    const { consumers } = this as unknown as { consumers: ReadonlyMap<string, unknown> };
    return super.heed(
      { processes, segments: segments.filter(({ subscription }) => consumers.has(subscription)) },
      asked,
    );
  }
}
