import {
  Aggregate,
  AggregateRoot,
  type AppliedMetadata,
  DomainEvent,
  EventType,
  ManualClock,
  On,
} from '@daybook/domain';
import { EventCodec, type EventStore, EventTypeRegistry, MemoryEventStore, noValidation } from '@daybook/event-store';

@EventType('chronicle.written')
export class Written extends DomainEvent<'chronicle.written'> {
  readonly word!: string;
}

@EventType('chronicle.closed')
export class ChapterClosed extends DomainEvent<'chronicle.closed'> {}

/**
 * An aggregate whose state shows each event, and the order of them: whoever leaves one out, or folds one twice, comes to
 * another `trace`. It is full of what JSON cannot say.
 */
@Aggregate('chronicle')
export class Chronicle extends AggregateRoot {
  trace = 7n;
  words = new Map<string, number>();
  closedAt: Date[] = [];
  last: { readonly word: string | undefined } = { word: undefined };

  write(word: string): bigint {
    this.apply(Written.of({ word }));
    return this.trace;
  }

  writeOnce(word: string): void {
    if (!this.words.has(word)) this.write(word);
  }

  close(): void {
    this.apply(ChapterClosed.of());
  }

  @On(Written) protected written({ word }: Written, { version, eventId }: AppliedMetadata): void {
    this.trace = following(this.trace, `${version} ${eventId} ${word}`);
    this.words.set(word, (this.words.get(word) ?? 0) + 1);
    this.last = { word };
  }

  @On(ChapterClosed) protected closed(_event: ChapterClosed, { version, eventId, occurredAt }: AppliedMetadata): void {
    this.trace = following(this.trace, `${version} ${eventId}`);
    this.closedAt.push(new Date(occurredAt));
    this.last = { word: undefined };
  }
}

function following(trace: bigint, text: string): bigint {
  let next = trace;
  for (const letter of text) next = (next * 31n + BigInt(letter.charCodeAt(0))) % 1_000_000_007n;
  return next;
}

export const chronicleEvents = [Written, ChapterClosed] as const;

/** A store in memory that knows the events of a chronicle, and a clock that its writers share. */
export function chronicleStore(clock = new ManualClock()): { readonly store: EventStore; readonly clock: ManualClock } {
  const registry = new EventTypeRegistry().register(...chronicleEvents);
  return {
    store: new MemoryEventStore({ codec: new EventCodec({ registry, validation: noValidation }), clock }),
    clock,
  };
}
