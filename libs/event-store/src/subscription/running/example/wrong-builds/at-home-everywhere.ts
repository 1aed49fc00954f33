import { SegmentWork as Right } from '../../segment-work.js';

/** Takes what it has seen for seen in whichever history the store is by now. */
export class SegmentWork extends Right {
  constructor(...parts: ConstructorParameters<typeof Right>) {
    super(...parts);
    Object.defineProperty(this, 'incarnation', { get: () => this.store.incarnation });
  }
}
