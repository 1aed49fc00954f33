import type { Incarnation } from '../incarnation.js';
import type { LogPlace, PlacedEvent } from '../log-place.js';
import type { LogToken } from '../log-token.js';

/** A log as one look at it shows it, with everything that can become of it. */
export class LookedAt {
  readonly incarnations: readonly Incarnation[];

  private constructor(
    readonly events: readonly PlacedEvent[],
    histories: readonly Incarnation[],
  ) {
    this.incarnations = histories;
  }

  /** The first of its histories, with an event at each position. */
  static of(events: number, id = 'first'): LookedAt {
    const first = { ordinal: 1, id, identity: `identity of ${id}`, begunAfter: 0, metAt: new Date(0) };
    return new LookedAt(written(1, events, id), [{ ...first, accepted: undefined }]);
  }

  readonly placeAt = (position: number): Promise<LogPlace> => {
    const { incarnations } = this;
    return Promise.resolve({ incarnations, event: this.events.findLast((event) => event.position <= position) });
  };

  /** Behind an event. */
  tokenAt(position: number): LogToken {
    return { lineage: this.incarnations, event: this.events.find((event) => event.position === position) };
  }

  /** What goes on from what was there up to a position, in another history. */
  failedOver(kept: number, id: string, accepted?: 'accepted'): LookedAt {
    return this.restored(kept).met(id, kept, accepted);
  }

  /** What is there if nothing is known of a restoration: the same histories. */
  restored(kept: number): LookedAt {
    return new LookedAt(
      this.events.filter(({ position }) => position <= kept),
      this.incarnations,
    );
  }

  /** Another history is put on record. */
  met(id: string, begunAfter: number, accepted?: 'accepted'): LookedAt {
    const ordinal = this.incarnations.length + 1;
    const one = { ordinal, id, identity: `identity of ${id}`, begunAfter, metAt: new Date(ordinal) };
    const said = accepted && { at: new Date(ordinal), by: 'Ada', reason: 'looked at' };
    return new LookedAt(this.events, [...this.incarnations, { ...one, accepted: said }]);
  }

  /** An event of another log is written again by its sender, under its id, and comes to lie where it was by chance. */
  sentAgain(of: LookedAt, position: number): LookedAt {
    const { event } = of.tokenAt(position);
    const again = { position, eventId: event?.eventId ?? '', recordedAtMicros: 200_000_000 };
    const events = this.events.map((one) => (one.position === position ? again : one));
    return new LookedAt(events, this.incarnations);
  }

  /** More events, behind the highest position that there ever was. */
  written(from: number, to: number, by: string): LookedAt {
    return new LookedAt([...this.events, ...written(from, to, by)], this.incarnations);
  }
}

function written(from: number, to: number, by: string): readonly PlacedEvent[] {
  return Array.from({ length: to - from + 1 }, (_, n) => {
    const position = from + n;
    return { position, eventId: `${by} ${position}`, recordedAtMicros: position * 1_000_000 };
  });
}
