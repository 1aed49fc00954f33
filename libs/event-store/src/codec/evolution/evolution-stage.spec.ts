import { describe, expect, test } from '@jest/globals';
import {
  bigInteger,
  DomainEvent,
  EncodedBy,
  EventType,
  type JsonObject,
  Upcaster,
  type UpcastMetadata,
  type UpcastPart,
  type Upcasts,
} from '@daybook/domain';
import type { EventPage } from '../../stream/event-page.js';
import type { RecordedEvent } from '../../stream/recorded-event.js';
import { EventCodec } from '../event-codec.js';
import { EventTypeRegistry } from '../event-type-registry.js';
import type { StoredEvent } from '../stored-event.js';
import { noValidation } from '../validation/payload-validator.js';

@EventType('purse.filled', { version: 3 })
class Filled extends DomainEvent<'purse.filled'> {
  @EncodedBy(bigInteger) readonly minor!: bigint;
  readonly currency!: string;
  readonly note?: string;
}

@EventType('purse.limited')
class Limited extends DomainEvent<'purse.limited'> {
  readonly limits!: { readonly daily: number };
}

let runs = 0;

@Upcaster({ event: Filled, from: 1, to: 2 })
class FilledV1ToV2 implements Upcasts {
  upcast(data: JsonObject, { metadata, occurredAt }: UpcastMetadata): JsonObject {
    runs++;
    const currency = metadata['currency'] ?? (occurredAt.getUTCFullYear() < 2002 ? 'DEM' : 'EUR');
    return { ...data, currency };
  }
}

@Upcaster({ event: Filled, from: 2, to: 3 })
class FilledV2ToV3 implements Upcasts {
  upcast({ amount, ...rest }: JsonObject): JsonObject {
    return { ...rest, minor: `${amount as number}` };
  }
}

@Upcaster({ event: 'purse.topped-up', from: 1, to: { event: Filled, version: 2 } })
class ToppedUpIsFilled implements Upcasts {
  upcast({ sum = null }: JsonObject): JsonObject {
    return { amount: sum, currency: 'EUR' };
  }
}

@Upcaster({
  event: 'purse.begun',
  from: 1,
  to: [
    { event: Limited, version: 1 },
    { event: 'purse.topped-up', version: 1 },
  ],
})
class BegunIsSeveral implements Upcasts {
  upcast({ limits, sum }: JsonObject): readonly UpcastPart[] {
    const limited = limits === undefined ? [] : [{ event: Limited, data: { limits } }];
    return sum === undefined ? limited : [...limited, { event: 'purse.topped-up', data: { sum } }];
  }
}

@Upcaster({ event: 'purse.noise', from: 1, to: { event: Limited, version: 1 }, drops: true })
class NoiseIsDropped implements Upcasts {
  upcast(data: JsonObject): JsonObject | null {
    return 'limits' in data ? data : null;
  }
}

const lifting = [
  new FilledV1ToV2(),
  new FilledV2ToV3(),
  new ToppedUpIsFilled(),
  new BegunIsSeveral(),
  new NoiseIsDropped(),
];
const codecOf = (upcasters: readonly Upcasts[]) =>
  new EventCodec({ registry: new EventTypeRegistry().register(Filled, Limited), upcasters, validation: noValidation });
const codec = codecOf(lifting);

function row(version: number, type: string, schemaVersion: number, data: object, metadata: object = {}): StoredEvent {
  const times = { occurredAt: '2026-01-01T00:00:00.000Z', recordedAt: '2026-01-02T00:00:00.000Z' };
  const ids = { streamId: 'purse-1', version, position: version * 10, eventId: `e-${version}` };
  return { ...ids, type, schemaVersion, data: JSON.stringify(data), metadata: JSON.stringify(metadata), ...times };
}

const read = (rows: readonly StoredEvent[], using = codec) => using.decode(rows) as readonly RecordedEvent[];
const one = (stored: StoredEvent, using = codec) => read([stored], using)[0] as RecordedEvent;

describe('An event in an older shape', () => {
  test('is lifted step by step, from whatever version, before the fields are decoded', () => {
    const events = read([
      row(1, 'purse.filled', 1, { amount: 5 }),
      row(2, 'purse.filled', 2, { amount: 6, currency: 'CHF' }),
      row(3, 'purse.filled', 3, { minor: '7', currency: 'USD' }),
      row(4, 'purse.topped-up', 1, { sum: 8 }),
    ]);
    expect(events.map(({ event }) => event)).toEqual([
      Filled.of({ minor: 5n, currency: 'EUR' }),
      Filled.of({ minor: 6n, currency: 'CHF' }),
      Filled.of({ minor: 7n, currency: 'USD' }),
      Filled.of({ minor: 8n, currency: 'EUR' }),
    ]);
    expect(events.map(({ type, schemaVersion }) => [type, schemaVersion])).toEqual(Array(4).fill(['purse.filled', 3]));
  });

  test('keeps what is its own: no upcaster can change id, version, position or times', () => {
    class Grasping extends FilledV1ToV2 {
      override upcast(data: JsonObject, meta: UpcastMetadata): JsonObject {
        const grasp = meta as unknown as Record<string, unknown>;
        for (const name of ['eventId', 'version', 'position', 'streamId', 'type', 'schemaVersion', 'metadata']) {
          expect(() => (grasp[name] = 'mine')).toThrow(TypeError);
        }
        meta.occurredAt.setTime(0);
        meta.recordedAt.setTime(0);
        (meta.metadata as Record<string, unknown>)['actor'] = 'somebody else';
        return super.upcast({ ...data, eventId: 'mine', version: 99, position: 99 }, meta);
      }
    }
    Upcaster({ event: Filled, from: 1, to: 2 })(Grasping);
    const stored = row(1, 'purse.filled', 1, { amount: 5 }, { actor: 'a', currency: 'EUR' });
    const lifted = one(stored, codecOf([new Grasping(), ...lifting.slice(1)]));
    expect(lifted.event).toMatchObject({ minor: 5n });
    expect(lifted).toMatchObject({
      eventId: 'e-1',
      version: 1,
      position: 10,
      metadata: { actor: 'a', currency: 'EUR' },
    });
    expect(lifted.occurredAt).toEqual(new Date('2026-01-01T00:00:00.000Z'));
    expect(lifted.recordedAt).toEqual(new Date('2026-01-02T00:00:00.000Z'));
  });

  test('is told by its metadata and times', () => {
    expect(one(row(1, 'purse.filled', 1, { amount: 5 }, { currency: 'SEK' })).data['currency']).toBe('SEK');
    const old = { ...row(1, 'purse.filled', 1, { amount: 5 }), occurredAt: '1999-01-01T00:00:00.000Z' };
    expect(one(old).data['currency']).toBe('DEM');
  });

  test('is not lifted before somebody asks for its content', () => {
    const before = runs;
    const lifted = one(row(1, 'purse.filled', 1, { amount: 5 }));
    expect([lifted.type, lifted.schemaVersion, lifted.part, lifted.parts]).toEqual(['purse.filled', 3, 1, 1]);
    expect(runs).toBe(before);
    expect(lifted.event).toBe(lifted.event);
    expect(runs).toBe(before + 1);
  });

  test('shares nothing between its data and its event', () => {
    const lifted = one(row(1, 'purse.noise', 1, { limits: { daily: 5 } }));
    (lifted.data['limits'] as { daily: number }).daily = 6;
    expect(lifted.event).toEqual(Limited.of({ limits: { daily: 5 } }));
  });

  test('is handed over as it is stored to those who ask for that', () => {
    const stored = [row(1, 'purse.begun', 1, { sum: 1 }), row(2, 'purse.noise', 1, {})];
    const events = codec.decode(stored, { asStored: true }) as readonly RecordedEvent[];
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['purse.begun', { sum: 1 }],
      ['purse.noise', {}],
    ]);
  });
});

describe('A stored event that is several, or none', () => {
  const rows = [
    row(1, 'purse.begun', 1, { limits: { daily: 1 }, sum: 2 }),
    row(2, 'purse.begun', 1, { sum: 3 }),
    row(3, 'purse.begun', 1, {}),
    row(4, 'purse.noise', 1, {}),
  ];
  const seen = (events: readonly RecordedEvent[]) =>
    events.map(({ version, part, parts, type }) => `${version}: ${part}/${parts} ${type}`);

  test('numbers its parts, lifts each further, and keeps id, version and position', () => {
    const events = read(rows);
    expect(seen(events)).toEqual(['1: 1/2 purse.limited', '1: 2/2 purse.filled', '2: 1/1 purse.filled']);
    expect(events.map(({ eventId, position }) => [eventId, position])).toEqual([
      ['e-1', 10],
      ['e-1', 10],
      ['e-2', 20],
    ]);
    expect(events[1]?.event).toEqual(Filled.of({ minor: 2n, currency: 'EUR' }));
  });

  test('leaves a page that says how far it reaches', () => {
    const page = codec.page(rows) as EventPage;
    expect(page).toHaveLength(3);
    expect(page.start).toEqual({ version: 1, position: 10, eventId: 'e-1' });
    expect(page.end).toEqual({ version: 4, position: 40, eventId: 'e-4' });
    expect(codec.page(rows.slice(2))).toHaveLength(0);
  });

  test('comes in the reverse order to those who read backwards, its parts too', () => {
    const page = codec.page(rows.toReversed(), { backwards: true }) as EventPage;
    expect(seen(page)).toEqual(seen(read(rows)).toReversed());
    expect([page.start.version, page.end.version]).toEqual([4, 1]);
  });
});

describe('Those who ask for types', () => {
  test('find events under every name that they were stored under, and nothing that has become something else', () => {
    expect(codec.storedTypes({ types: ['purse.filled'] })).toEqual(['purse.filled', 'purse.topped-up', 'purse.begun']);
    const rows = [row(1, 'purse.begun', 1, { limits: { daily: 1 }, sum: 2 }), row(2, 'purse.topped-up', 1, { sum: 2 })];
    const events = codec.decode(rows, { types: ['purse.filled'] }) as readonly RecordedEvent[];
    expect(events.map(({ version, part, type }) => [version, part, type])).toEqual([
      [1, 2, 'purse.filled'],
      [2, 1, 'purse.filled'],
    ]);
  });

  test('are never kept from what nobody here can read, nor from what could not be lifted', () => {
    const rows = [row(1, 'purse.begun', 2, {}), row(2, 'purse.limited', 1, { limits: {} })];
    const broken = { ...row(3, 'purse.begun', 1, {}), data: 'no json' };
    const events = codec.decode([...rows, broken], { types: ['purse.filled'] }) as readonly RecordedEvent[];
    expect(events.map(({ version }) => version)).toEqual([1, 3]);
    expect(events[0]?.isKnown).toBe(false);
    expect(events.at(-1)).toMatchObject({ version: 3, isKnown: true });
    expect(() => events.at(-1)?.event).toThrow(expect.objectContaining({ code: 'stored-event-unreadable' }));
  });
});

describe('An upcaster that fails', () => {
  const answers: readonly (readonly [string, () => unknown, string])[] = [
    [
      'throws',
      () => {
        throw new RangeError('no');
      },
      'threw an error',
    ],
    ['answers a promise', async () => ({}), 'answered a promise'],
    ['answers nothing', () => undefined, 'answered nothing'],
    ['answers null and does not say so', () => null, 'answered null'],
    ['answers a list', () => [], 'answered a list'],
    ['answers text', () => 'text', 'answered a string'],
    ['answers an instance of a class', () => new Date(0), 'answered an instance of a class'],
    ['answers an instance inside', () => ({ at: [new Date(0)] }), 'is a Date'],
    ['answers a bigint inside', () => ({ sum: 1n }), 'is a bigint'],
    ['answers what JSON would bend', () => ({ sum: Number.NaN }), 'is NaN'],
    ['answers a circle', () => circle(), 'in a cycle'],
  ];
  const circle = () => {
    const round: { around?: unknown } = {};
    return (round.around = round);
  };

  test.each(answers)('because it %s is named, with the event', (_, upcast, reason) => {
    class Wrong {
      readonly upcast = upcast;
    }
    Object.defineProperty(Wrong.prototype, 'upcast', { value: upcast });
    Upcaster({ event: Filled, from: 1, to: 2 })(Wrong as unknown as typeof FilledV1ToV2);
    const broken = codecOf([new Wrong() as Upcasts, new FilledV2ToV3()]);
    const [bad, good] = read([row(1, 'purse.filled', 1, {}), row(2, 'purse.filled', 3, { minor: '1' })], broken);
    // The steps behind it are not asked to make sense of what it has answered, unless it is a plain object.
    expect(() => bad?.event).toThrow(
      expect.objectContaining({
        code: 'upcaster-failed',
        reason: expect.stringContaining(reason),
        streamId: 'purse-1',
        version: 1,
        position: 10,
        type: 'purse.filled',
        schemaVersion: 1,
      }),
    );
    expect(() => bad?.data).toThrow(expect.objectContaining({ code: 'upcaster-failed' }));
    expect(bad).toMatchObject({ isKnown: true, version: 1 });
    expect(good?.event).toMatchObject({ minor: 1n });
  });

  test.each([
    ['an event that it has not declared', [{ event: 'purse.other', data: {} }], 'none of its targets'],
    ['a part without data', [{ event: Limited }], 'whose data is nothing'],
    ['no list', { event: Limited, data: {} }, 'not a list of parts'],
    ['a part with an instance inside', [{ event: Limited, data: { limits: new Map() } }], 'is a Map'],
  ])('by splitting into %s spoils that event alone', (_, answer, reason) => {
    class Wrong extends BegunIsSeveral {
      override upcast(): never {
        return answer as never;
      }
    }
    Upcaster({ event: 'purse.begun', from: 1, to: [{ event: Limited, version: 1 }] })(Wrong);
    const broken = codecOf([...lifting.slice(0, 3), new Wrong()]);
    const [bad, good] = read([row(1, 'purse.begun', 1, {}), row(2, 'purse.limited', 1, { limits: {} })], broken);
    expect(bad).toMatchObject({ version: 1, type: 'purse.begun', isKnown: true });
    expect(() => bad?.event).toThrow(
      expect.objectContaining({ code: 'upcaster-failed', reason: expect.stringContaining(reason) }),
    );
    expect(good?.event).toEqual(Limited.of({ limits: {} as { daily: number } }));
  });
});

test('a property that is undefined counts as absent', () => {
  class Leaving extends FilledV1ToV2 {
    override upcast(data: JsonObject): JsonObject {
      return { ...data, currency: 'EUR', note: undefined } as unknown as JsonObject;
    }
  }
  Upcaster({ event: Filled, from: 1, to: 2 })(Leaving);
  const lifted = one(row(1, 'purse.filled', 1, { amount: 5 }), codecOf([new Leaving(), ...lifting.slice(1)]));
  expect(Object.keys(lifted.data)).not.toContain('note');
});
