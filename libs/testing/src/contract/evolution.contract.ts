import { type DomainEvent, newEventId } from '@daybook/domain';
import type { EventPage, ProposedEvent, RecordedEvent } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { NoteTaken, OrderPlaced } from './contract-events.js';
import { all, refusalOf, type ContractSubject } from './contract-subject.js';
import { asEarlier } from './contract-upcasters.js';

const placed = (minor: number): OrderPlaced => OrderPlaced.of({ minor, currency: 'EUR' });

/** An event as an earlier release stored it; the event itself is what is proposed. */
function earlier(type: string, schemaVersion: number, data: object, event: DomainEvent = placed(0)): ProposedEvent {
  return { event, metadata: asEarlier({ type: `contract.${type}`, schemaVersion, data: data as never }) };
}

/** What five releases have stored, and nothing of it in today's shape but the last. */
const past: readonly ProposedEvent[] = [
  earlier('order-placed', 1, { amount: 1 }),
  earlier('order-placed', 2, { minor: 200 }),
  earlier('order-made', 1, { cents: 300 }),
  earlier('order-noted', 1, { minor: 400, text: 'four' }),
  { event: placed(500) },
  earlier('order-touched', 1, {}),
];

const seen = (events: readonly RecordedEvent[]): readonly unknown[] =>
  events.map(({ version, part, parts, data }) => [`${version}: ${part}/${parts}`, data['minor'] ?? data['text']]);

const today = [
  ['1: 1/1', 100],
  ['2: 1/1', 200],
  ['3: 1/1', 300],
  ['4: 1/2', 400],
  ['4: 2/2', 'four'],
  ['5: 1/1', 500],
];

/** What was stored in earlier shapes is read as today's, by whomever and however it is read. */
export function evolutionContract(subject: ContractSubject): void {
  const history = async (category?: string): Promise<string> => {
    const streamId = subject.stream(category);
    await subject.store.append(streamId, past, { expected: 'noStream' });
    return streamId;
  };
  const ends = (pages: readonly EventPage[]) =>
    pages.map((page) => [page.length, page.start.version, page.end.version]);

  test('a stream is read as what it says today, in both directions', async () => {
    const streamId = await history();
    const events = await subject.read(streamId);
    expect(seen(events)).toEqual(today);
    expect(events[0]?.event).toEqual(placed(100));
    expect(events[4]?.event).toEqual(NoteTaken.of({ text: 'four' }));
    expect(seen(await subject.read(streamId, { direction: 'backwards' }))).toEqual(today.toReversed());
  });

  test('ids, versions and positions are those of what is stored', async () => {
    const streamId = await history();
    const stored = await subject.read(streamId, { asStored: true });
    const byVersion = new Map(stored.map((event) => [event.version, event]));
    expect(stored.map(({ type, schemaVersion }) => `${type} ${schemaVersion}`)).toEqual([
      'contract.order-placed 1',
      'contract.order-placed 2',
      'contract.order-made 1',
      'contract.order-noted 1',
      'contract.order-placed 3',
      'contract.order-touched 1',
    ]);
    for (const { version, eventId, position, occurredAt, recordedAt } of await subject.read(streamId)) {
      expect(byVersion.get(version)).toMatchObject({ eventId, position, occurredAt, recordedAt });
    }
  });

  test('pages reach as far as what is stored, whatever is left of it', async () => {
    const streamId = await history();
    const pages = (options: object) => all(subject.store.readStream(streamId, options).pages());
    expect(ends(await pages({ batchSize: 3 }))).toEqual([
      [3, 1, 3],
      [3, 4, 6],
    ]);
    expect(ends(await pages({ batchSize: 1, fromVersion: 4 }))).toEqual([
      [2, 4, 4],
      [1, 5, 5],
      [0, 6, 6],
    ]);
    expect(ends(await pages({ direction: 'backwards', limit: 2 }))).toEqual([[1, 6, 5]]);
  });

  test('limits and versions count what is stored', async () => {
    const streamId = await history();
    expect(seen(await subject.read(streamId, { limit: 4 }))).toEqual(today.slice(0, 5));
    expect(seen(await subject.read(streamId, { fromVersion: 4, toVersion: 4 }))).toEqual(today.slice(3, 5));
  });

  test('the version of a stream is that of its last event, also of one that is dropped', async () => {
    const streamId = await history();
    expect(await refusalOf(() => subject.store.append(streamId, [placed(6)], { expected: 5 }))).toMatchObject({
      code: 'concurrency-conflict',
      actual: 6,
    });
    expect(await subject.store.append(streamId, [placed(6)], { expected: 6 })).toMatchObject({ version: 7 });
  });

  test('those who ask for a type find it under every name that it ever had, and only that', async () => {
    const category = subject.category();
    await history(category);
    const placedOnes = await subject.readLog({ categories: [category], types: ['contract.order-placed'] });
    expect(seen(placedOnes)).toEqual(today.filter(([, value]) => typeof value === 'number'));
    const noted = await subject.readLog({ categories: [category], types: ['contract.note-taken'] });
    expect(seen(noted)).toEqual([['4: 2/2', 'four']]);
    expect(await subject.readLog({ categories: [category], types: ['contract.order-made'] })).toEqual([]);
    const stored = { categories: [category], types: ['contract.order-made'], asStored: true };
    expect(await subject.readLog(stored)).toMatchObject([{ version: 3, data: { cents: 300 } }]);
  });

  test('what no release here can read is never left out, whatever is asked for', async () => {
    const category = subject.category();
    await subject.store.append(`${category}-1`, [earlier('order-made', 7, {}), earlier('order-placed', 9, {})], {
      expected: 'noStream',
    });
    const found = await subject.readLog({ categories: [category], types: ['contract.order-placed'] });
    expect(found.map(({ version, isKnown }) => [version, isKnown])).toEqual([
      [1, false],
      [2, false],
    ]);
    expect(() => found[0]?.event).toThrow(expect.objectContaining({ code: 'unknown-event-type' }));
  });

  test('whoever reads on and on is told of it, and gets past what is dropped', async () => {
    const category = subject.category();
    const afterPosition = await subject.store.head();
    const streamId = await history(category);
    await subject.store.append(streamId, [placed(700)], { expected: 6 });
    const found: RecordedEvent[] = [];
    for await (const event of subject.store.subscribe({ afterPosition, categories: [category], batchSize: 1 })) {
      found.push(event);
      if (event.version === 7) break;
    }
    expect(seen(found)).toEqual([...today, ['7: 1/1', 700]]);
  });

  const idOf = (eventId: string, proposed: ProposedEvent): ProposedEvent => ({ ...proposed, eventId });

  test('an append is repeated by a release that says the same in another shape', async () => {
    const [streamId, one, two] = [subject.stream(), newEventId(), newEventId()];
    const then = [
      idOf(one, earlier('order-placed', 1, { amount: 1 })),
      idOf(two, earlier('order-made', 1, { cents: 2 })),
    ];
    const first = await subject.store.append(streamId, then, { expected: 'noStream' });
    const again = [idOf(one, { event: placed(100) }), idOf(two, { event: placed(2) })];
    expect(await subject.store.append(streamId, again, { expected: 'noStream' })).toEqual({ ...first, repeated: true });
    expect(await subject.versionsOf(streamId)).toEqual([1, 2]);
  });

  test('so is one that says in several events what was one', async () => {
    const [streamId, eventId] = [subject.stream(), newEventId()];
    const then = [idOf(eventId, earlier('order-noted', 1, { minor: 4, text: 'four' }))];
    const first = await subject.store.append(streamId, then, { expected: 'noStream' });
    const again = [
      idOf(eventId, { event: placed(4) }),
      { event: NoteTaken.of({ text: 'four' }), eventId: newEventId() },
    ];
    expect(await subject.store.append(streamId, again, { expected: 'noStream' })).toEqual({ ...first, repeated: true });
  });

  test('one under an idempotency key as well', async () => {
    const [streamId, idempotencyKey] = [subject.stream(), newEventId()];
    const options = { expected: 'noStream', idempotencyKey } as const;
    const first = await subject.store.append(streamId, [earlier('order-placed', 2, { minor: 2 })], options);
    expect(await subject.store.append(streamId, [placed(2)], options)).toEqual({ ...first, repeated: true });
    expect(await refusalOf(() => subject.store.append(streamId, [placed(3)], options))).toMatchObject({
      code: 'idempotency-key-conflict',
    });
  });

  test.each([
    ['something else', [placed(101), placed(2)]],
    ['less', [placed(100)]],
    ['more', [placed(100), placed(2), placed(3)]],
    ['it in another order', [placed(2), placed(100)]],
  ])('but not one that says %s', async (_, proposed) => {
    const [streamId, ids] = [subject.stream(), [newEventId(), newEventId(), newEventId()]];
    const then = [earlier('order-placed', 1, { amount: 1 }), earlier('order-made', 1, { cents: 2 })];
    const identified = (events: readonly ProposedEvent[]) => events.map((one, at) => idOf(ids[at] as string, one));
    await subject.store.append(streamId, identified(then), { expected: 'noStream' });
    const again = identified(proposed.map((event) => ({ event })));
    const isLess = proposed.length < then.length;
    const attempt = () => subject.store.append(streamId, again, { expected: 'noStream' });
    // Some of what was appended together is repeated by itself, as with events of today's shape.
    if (isLess) expect(await attempt()).toMatchObject({ repeated: true, version: 1 });
    else expect(await refusalOf(attempt)).toMatchObject({ code: 'event-id-conflict' });
    expect(await subject.versionsOf(streamId)).toEqual([1, 2]);
  });
}
