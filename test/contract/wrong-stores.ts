import { isDomainEvent, type DomainEvent } from '@daybook/domain';
import {
  EventStream,
  MemoryEventStore,
  type AppendAllResult,
  type AppendResult,
  type EventInput,
  type HeadOptions,
  type ProposedEvent,
  type ReadAllOptions,
  type ReadEvent,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamAppend,
  type StreamAppendOptions,
  type StreamCopies,
  type SubscribeOptions,
} from '@daybook/event-store';

type Pages = AsyncIterable<readonly RecordedEvent[]>;

/** Keeps times by the second. */
class ForgetsMilliseconds extends MemoryEventStore {
  override append(
    streamId: string,
    events: readonly EventInput[],
    options: StreamAppendOptions,
  ): Promise<AppendResult> {
    const rounded = (date: Date) => new Date(Math.floor(date.getTime() / 1_000) * 1_000);
    const changed = enveloped(events, ({ occurredAt, ...others }) =>
      occurredAt === undefined ? others : { ...others, occurredAt: rounded(occurredAt) },
    );
    return super.append(streamId, changed, options);
  }
}

/** Takes the writer's word for the version. */
class BelievesTheWriter extends MemoryEventStore {
  override append(
    streamId: string,
    events: readonly EventInput[],
    options: StreamAppendOptions,
  ): Promise<AppendResult> {
    return super.append(streamId, events, { ...options, expected: 'any' });
  }
}

/** Looks at the version, and writes a moment later without looking again. */
class LooksThenLeaps extends MemoryEventStore {
  override async append(
    streamId: string,
    events: readonly EventInput[],
    options: StreamAppendOptions,
  ): Promise<AppendResult> {
    const { expected } = options;
    if (typeof expected !== 'number') return super.append(streamId, events, options);
    let version = 0;
    for await (const recorded of super.readStream(streamId)) version = recorded.version;
    await new Promise((resolve) => setImmediate(resolve));
    return super.append(streamId, events, version === expected ? { ...options, expected: 'any' } : options);
  }
}

/** Gives every event an id of its own. */
class ForgetsEventIds extends MemoryEventStore {
  override append(
    streamId: string,
    events: readonly EventInput[],
    options: StreamAppendOptions,
  ): Promise<AppendResult> {
    return super.append(
      streamId,
      enveloped(events, ({ eventId: _, ...others }) => others),
      options,
    );
  }
}

/** Does not look at the key. */
class ForgetsKeys extends MemoryEventStore {
  override append(
    streamId: string,
    events: readonly EventInput[],
    options: StreamAppendOptions,
  ): Promise<AppendResult> {
    return super.append(streamId, events, { expected: options.expected });
  }
}

/** Writes one stream after the other. */
class WritesOneByOne extends MemoryEventStore {
  override async appendAll(appends: readonly StreamAppend[]): Promise<AppendAllResult> {
    const streams: AppendResult[] = [];
    for (const { streamId, events, expected } of appends)
      streams.push(await this.append(streamId, events, { expected }));
    return { streams, position: Math.max(...streams.map(({ position }) => position)), repeated: false };
  }
}

/** Begins each page but the first one event too late. */
class SkipsBetweenPages extends MemoryEventStore {
  override readStream(streamId: string, options?: ReadStreamOptions): EventStream {
    const stream = super.readStream(streamId, options);
    return new EventStream(() => skipping(stream.pages()));
  }
}

async function* skipping(pages: Pages): Pages {
  let first = true;
  for await (const page of pages) {
    const rest = first ? page : page.slice(1);
    first = false;
    if (rest.length > 0) yield rest;
  }
}

/** Takes a category for a pattern of SQL. */
class MatchesPatterns extends MemoryEventStore {
  override readAll({ categories, ...options }: ReadAllOptions = {}): EventStream {
    if (categories === undefined) return super.readAll(options);
    const patterns = categories.map((category) => new RegExp(`^${category.replaceAll('_', '.')}-`));
    const stream = super.readAll(options);
    return new EventStream(() => matching(stream.pages(), patterns));
  }
}

async function* matching(pages: Pages, patterns: readonly RegExp[]): Pages {
  for await (const page of pages) {
    const matched = page.filter(({ streamId }) => patterns.some((pattern) => pattern.test(streamId)));
    if (matched.length > 0) yield matched;
  }
}

/** Counts an event that is still on its way. */
class TellsOfAHeadAhead extends MemoryEventStore {
  override async head(options?: HeadOptions): Promise<number> {
    return (await super.head(options)) + 1;
  }
}

/** Takes what was recorded by a time for what had happened by then. */
class ConfusesTheTimes extends MemoryEventStore {
  override readStream(streamId: string, { occurredBy, ...options }: ReadStreamOptions = {}): EventStream {
    return super.readStream(streamId, occurredBy === undefined ? options : { ...options, recordedBy: occurredBy });
  }
}

/** Tells a place as a position alone, which any log has. */
class TellsPositionsAlone extends MemoryEventStore {
  override async token(after?: ReadEvent): Promise<string> {
    return String(after?.position ?? (await this.head()));
  }

  override async placeOf(token: string): Promise<number> {
    return Number(/\d+/.exec(token)?.[0] ?? 0);
  }

  override subscribe({ after, ...options }: SubscribeOptions = {}): EventStream {
    return super.subscribe(after === undefined ? options : { ...options, afterPosition: Number(after) });
  }
}

/** Does not hear the signal. */
class IgnoresTheSignal extends MemoryEventStore {
  override readStream(streamId: string, { signal: _, ...options }: ReadStreamOptions = {}): EventStream {
    return super.readStream(streamId, options);
  }
}

/** Closes the old stream without looking at what has been appended to it meanwhile. */
class CopiesWhatItHasSeen extends MemoryEventStore {
  override get copies(): StreamCopies {
    const copies = super.copies;
    return {
      extend: (...given) => copies.extend(...given),
      complete: (order, soFar, finish) => copies.complete(order, soFar, () => finish([])),
      abandon: (...given) => copies.abandon(...given),
      of: (streamId) => copies.of(streamId),
      underWay: () => copies.underWay(),
    };
  }
}

/** Writes what `JSON.stringify` makes of a payload. */
class FlattensPayloads extends MemoryEventStore {
  override append(
    streamId: string,
    events: readonly EventInput[],
    options: StreamAppendOptions,
  ): Promise<AppendResult> {
    const flattened = (event: DomainEvent): DomainEvent =>
      Object.assign(
        Object.create(Object.getPrototypeOf(event) as object) as DomainEvent,
        JSON.parse(JSON.stringify(event)) as object,
      );
    return super.append(
      streamId,
      enveloped(events, ({ event, ...others }) => ({ event: flattened(event), ...others })),
      options,
    );
  }
}

/** Says of a page that it reaches as far as the last event that is left of it. */
class EndsWithWhatIsLeft extends MemoryEventStore {
  override readStream(streamId: string, options?: ReadStreamOptions): EventStream {
    const pages = super.readStream(streamId, options).pages();
    return new EventStream(() => left(pages));
  }
}

async function* left(pages: Pages): Pages {
  for await (const page of pages) if (page.length > 0) yield [...page];
}

/** Changes the envelopes of events; what is no event is left for the store to refuse. */
function enveloped(
  events: readonly EventInput[],
  change: (event: ProposedEvent) => ProposedEvent,
): readonly EventInput[] {
  const given: unknown = events;
  if (!Array.isArray(given)) return events;
  return events.map((input: EventInput | null) => {
    if (isDomainEvent(input)) return change({ event: input });
    return input !== null && isDomainEvent(input.event) ? change(input) : (input as never);
  });
}

/** For each property of the contract a store that breaks it, and as little else as may be. */
export const wrongStores = [
  ['appending', ForgetsMilliseconds],
  ['expected versions', BelievesTheWriter],
  ['idempotency by event id', ForgetsEventIds],
  ['idempotency by key', ForgetsKeys],
  ['several streams', WritesOneByOne],
  ['reading a stream', SkipsBetweenPages],
  ['reading the log', MatchesPatterns],
  ['subscribing', TellsOfAHeadAhead],
  ['places kept elsewhere', TellsPositionsAlone],
  ['as of a time', ConfusesTheTimes],
  ['evolution', EndsWithWhatIsLeft],
  ['aborting', IgnoresTheSignal],
  ['copying', CopiesWhatItHasSeen],
  ['concurrency', LooksThenLeaps],
  ['bad input', FlattensPayloads],
  ['generated input', FlattensPayloads],
] as const;
