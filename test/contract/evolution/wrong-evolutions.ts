import {
  type EventCodec,
  eventPage,
  EventStream,
  MemoryEventStore,
  type ReadStreamOptions,
  type RecordedEvent,
  type StoredEvent,
  UpcasterChain,
} from '@daybook/event-store';

type CodecReading = Parameters<EventCodec['decode']>[1];

/** The codec, but for what is given. */
function changed(codec: EventCodec, changes: object): EventCodec {
  return new Proxy(codec, {
    get: (target, name) => {
      if (name in changes) return (changes as Record<string | symbol, unknown>)[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

const memory = (codec: EventCodec, changes: object) => new MemoryEventStore({ codec: changed(codec, changes) });

/** Reads the types that it is asked for, under the names that they have today. */
const asksForTodaysNames = (codec: EventCodec) =>
  memory(codec, { storedTypes: ({ types }: { types?: readonly string[] }) => types });

/** Hands over whatever comes of the types that it has read. */
const handsOverAllParts = (codec: EventCodec) =>
  memory(codec, {
    page: (rows: readonly StoredEvent[], reading: CodecReading) => codec.page(rows, { ...reading, types: undefined }),
  });

/** Leaves out what it cannot read, as it is none of the types that it was asked for. */
const leavesOutTheUnknown = (codec: EventCodec) =>
  memory(codec, {
    page: async (rows: readonly StoredEvent[], reading: CodecReading) => {
      const page = await codec.page(rows, reading);
      const left = page.filter(({ isKnown }) => reading?.types === undefined || isKnown);
      return eventPage(left, page.start, page.end);
    },
  });

/** Compares a repeated append with what is stored, letter by letter. */
const comparesLetters = (codec: EventCodec) => memory(codec, { chain: UpcasterChain.none(codec.registry) });

/** Turns the stored events round for those who read backwards, and not their parts. */
const turnsEventsAlone = (codec: EventCodec) =>
  memory(codec, {
    page: (rows: readonly StoredEvent[], reading: CodecReading) => codec.page(rows, { ...reading, backwards: false }),
  });

/** Counts what is left: a limit is one of events that are handed over. */
class LimitsWhatIsLeft extends MemoryEventStore {
  override readStream(streamId: string, { limit, ...options }: ReadStreamOptions = {}): EventStream {
    const pages = super.readStream(streamId, options).pages();
    if (limit === undefined) return new EventStream(() => pages);
    const most = limit;
    async function* some(): AsyncGenerator<readonly RecordedEvent[]> {
      for await (const page of pages) yield page.slice(0, most);
    }
    return new EventStream(some);
  }
}

/** Wrong stores, and a test of the contract's evolution that each must fail. */
export const wrongEvolutions: readonly (readonly [string, (codec: EventCodec) => MemoryEventStore, string])[] = [
  ['asks for the names of today', asksForTodaysNames, 'those who ask for a type find it under every name'],
  ['hands over all parts', handsOverAllParts, 'those who ask for a type find it under every name'],
  ['leaves out the unknown', leavesOutTheUnknown, 'what no release here can read is never left out'],
  ['compares letters', comparesLetters, 'an append is repeated by a release that says the same'],
  ['turns events alone', turnsEventsAlone, 'a stream is read as what it says today, in both directions'],
  ['limits what is left', (codec) => new LimitsWhatIsLeft({ codec }), 'limits and versions count what is stored'],
];
