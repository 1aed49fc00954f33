import type { EventStream, ReadStreamOptions } from '@daybook/event-store';
import { InterposedStore } from './interposed-store.js';

/** A store of which a spec sees every read of a stream, and which can pretend to be another one. */
export class WatchedStore extends InterposedStore {
  readonly reads: ReadStreamOptions[] = [];
  current = 'first';

  override get incarnation(): string {
    return this.current;
  }

  override readStream(streamId: string, options: ReadStreamOptions = {}): EventStream {
    this.reads.push(options);
    return super.readStream(streamId, options);
  }
}
