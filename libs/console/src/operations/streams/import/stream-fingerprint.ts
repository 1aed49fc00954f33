import { createHash } from 'node:crypto';
import { canonicalEvent } from '../file/canonical-event.js';
import type { ExportedEvent } from '../file/exported-event.js';

/** What the first events of a stream are, in a few bytes: equal for equal events, whatever they were recorded in. */
export class StreamFingerprint {
  #last = '';

  add(event: Omit<ExportedEvent, 'recordedAt' | 'position'>): void {
    this.#last = createHash('sha256').update(this.#last).update(canonicalEvent(event)).digest('base64');
  }

  equals(other: StreamFingerprint): boolean {
    return this.#last === other.#last;
  }
}
