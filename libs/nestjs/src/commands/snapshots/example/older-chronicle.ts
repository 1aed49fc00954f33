import { DomainEvent, EventType, type JsonObject, Upcaster, type UpcastPart, type Upcasts } from '@daybook/domain';
import { EventCodec, EventTypeRegistry, noValidation } from '@daybook/event-store';
import { ChapterClosed, chronicleEvents, Written } from '../../example/chronicle.js';

// What an earlier release has written.

@EventType('chronicle.scribbled')
export class Scribbled extends DomainEvent<'chronicle.scribbled'> {}

@EventType('chronicle.spread-written')
export class SpreadWritten extends DomainEvent<'chronicle.spread-written'> {
  readonly left!: string;
  readonly right!: string;
}

@EventType('chronicle.noted')
export class Noted extends DomainEvent<'chronicle.noted'> {
  readonly text!: string;
}

/** Nobody misses it. */
@Upcaster({ event: 'chronicle.scribbled', from: 1, to: [] })
export class ScribbledDropped implements Upcasts {
  upcast(): readonly UpcastPart[] {
    return [];
  }
}

@Upcaster({
  event: 'chronicle.spread-written',
  from: 1,
  to: [
    { event: Written, version: 1 },
    { event: ChapterClosed, version: 1 },
  ],
})
export class SpreadInTwo implements Upcasts {
  upcast({ left, right }: JsonObject): readonly UpcastPart[] {
    return [
      { event: Written, data: { word: left ?? '' } },
      { event: ChapterClosed, data: {} },
      { event: Written, data: { word: right ?? '' } },
    ];
  }
}

@Upcaster({ event: 'chronicle.noted', from: 1, to: { event: Written, version: 1 } })
export class NotedRenamed implements Upcasts {
  upcast({ text }: JsonObject): JsonObject {
    return { word: text ?? '' };
  }
}

/** The same as it was corrected. */
@Upcaster({ event: 'chronicle.noted', from: 1, to: { event: Written, version: 1 } })
export class NotedTrimmed implements Upcasts {
  upcast({ text }: JsonObject): JsonObject {
    return { word: typeof text === 'string' ? text.trim() : '' };
  }
}

export function olderCodec(): EventCodec {
  const registry = new EventTypeRegistry().register(Scribbled, SpreadWritten, Noted);
  return new EventCodec({ registry, validation: noValidation });
}

export function todaysCodec(noted: Upcasts = new NotedRenamed()): EventCodec {
  const registry = new EventTypeRegistry().register(...chronicleEvents);
  const upcasters = [new ScribbledDropped(), new SpreadInTwo(), noted];
  return new EventCodec({ registry, validation: noValidation, upcasters });
}
