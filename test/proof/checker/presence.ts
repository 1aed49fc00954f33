import type { CallEntry, StreamValues } from '../history/entry.js';
import type { Log } from './log.js';

/** How much of a call is there. */
export interface Present {
  readonly wanted: number;
  readonly there: number;
}

/** What of all that was asked for is in the log, and what of the log was asked for. Looked up as it is heard, and not kept. */
export class Presence {
  readonly #ofCalls = new Map<string, Present>();
  /** By index: whether somebody wanted it, there. */
  readonly #isAsked: Uint8Array;

  constructor(private readonly log: Log) {
    this.#isAsked = new Uint8Array(log.size);
  }

  hear(entry: CallEntry): void {
    if (entry.word !== 'invoked' || entry.kind !== 'append') return;
    let wanted = 0;
    let there = 0;
    for (const values of entry.streams) {
      wanted += values.values.length;
      there += this.#lookUp(values);
    }
    this.#ofCalls.set(entry.call, { wanted, there });
  }

  of(call: string): Present {
    return this.#ofCalls.get(call) ?? { wanted: 0, there: 0 };
  }

  isAsked(index: number): boolean {
    return this.#isAsked[index] === 1;
  }

  #lookUp({ stream, values }: StreamValues): number {
    let there = 0;
    for (const { value, eventId } of values) {
      const found = this.log.withValue(value);
      if (found.length > 0) there += 1;
      for (const index of found) {
        // A value that is there twice is under another id once; that it is there twice is told of elsewhere.
        const isSame = this.log.streams[index] === stream && (this.log.ids[index] === eventId || found.length > 1);
        if (isSame) this.#isAsked[index] = 1;
      }
    }
    return there;
  }
}
