import { describe, expect, test } from '@jest/globals';
import { isDaybookError, newEventId } from '@daybook/domain';
import type { EventInput, EventStore, ReadAllOptions, ReadStreamOptions, StreamAppend } from '@daybook/event-store';
import { badNames, badWholeNames, goodNames } from './bad-names.js';
import { badNumbers, badReads } from './bad-options.js';
import { badValues } from './bad-values.js';
import { NeverDecorated, NeverRegistered, NoteTaken, SampleRecorded } from './contract-events.js';
import { all, notes, refusalOf, type ContractSubject } from './contract-subject.js';

/** Refused before anything is written, with an error that names the field. */
export function badInputContract(subject: ContractSubject): void {
  async function refused(field: string, attempt: (store: EventStore) => Promise<unknown>): Promise<void> {
    const head = await subject.store.head();
    const refusal = await refusalOf(() => attempt(subject.store));
    expect(isDaybookError(refusal)).toBe(true);
    expect(refusal).toMatchObject({ field: expect.stringContaining(field), code: expect.any(String) });
    expect(await subject.store.head()).toBe(head);
  }

  const append = (events: unknown, options: unknown = { expected: 'any' }, streamId: unknown = subject.stream()) =>
    refusedAppend(streamId, events, options);
  const refusedAppend = (streamId: unknown, events: unknown, options: unknown) => (store: EventStore) =>
    store.append(streamId as string, events as readonly EventInput[], options as { expected: 'any' });

  describe('names', () => {
    test.each(badNames)('a stream id with %s is refused', (_, name) =>
      refused('streamId', append(notes(1), undefined, `note-${name}`)),
    );
    test.each(badNames)('a category with %s is refused', (_, name) =>
      refused('streamId', append(notes(1), undefined, `${name}-1`)),
    );
    test.each(badWholeNames)('a stream id that is %s is refused', (_, name) =>
      refused('streamId', refusedAppend(name, notes(1), { expected: 'any' })),
    );
    test.each(['note', '-1', 'note-', 'note -1', 'note- 1', 'note\u00a0-1', 'note-\u30001'])(
      '%j is no stream id',
      (name) => refused('streamId', append(notes(1), undefined, name)),
    );
    test.each([...badNames, ...badWholeNames.filter(([, name]) => name !== undefined)])(
      'an idempotency key with, or that is, %s is refused',
      (_, idempotencyKey) => {
        const key =
          idempotencyKey === ' note-1' || idempotencyKey === '$note-1' ? `${idempotencyKey} ` : idempotencyKey;
        return refused('idempotencyKey', append(notes(1), { expected: 'any', idempotencyKey: key }));
      },
    );
    test.each(goodNames)('a stream id with %s comes back', async (_, name) => {
      const streamId = `${subject.category()}-${name}`;
      await subject.store.append(streamId, notes(1), { expected: 'noStream', idempotencyKey: `${streamId}'s key` });
      expect((await subject.read(streamId)).map((recorded) => recorded.streamId)).toEqual([streamId]);
    });
    test('a stream id of 255 bytes comes back', async () => {
      const streamId = subject.stream().padEnd(255, 'x');
      await subject.store.append(streamId, notes(1), { expected: 'noStream' });
      expect(await subject.versionsOf(streamId)).toEqual([1]);
    });
  });

  describe('payloads', () => {
    test.each(badValues)('%s is refused wherever it stands', async (_, make) => {
      await refused('events[0].data.value', append([SampleRecorded.of({ value: make() })]));
      await refused(
        'events[1].data.value.list[2].deep',
        append([...notes(1), SampleRecorded.of({ value: { list: [1, 2, { deep: make() }] } })]),
      );
      await refused('events[0].metadata.value', append([{ event: notes(1)[0], metadata: { value: make() } }]));
    });
    test.each(['__proto__', 'constructor', 'toJSON'])('a field of the event named %s is refused', (name) => {
      const event = Object.defineProperty(new SampleRecorded(), name, { value: 1, enumerable: true });
      return refused(`events[0].data.${name}`, append([event]));
    });
    test('a payload of more than a megabyte is refused, and one of just that comes back', async () => {
      const text = 'x'.repeat(1_048_576 - '{"value":""}'.length);
      await refused('events[0].data', append([SampleRecorded.of({ value: `${text}x` })]));
      await refused('events[0].data', append([SampleRecorded.of({ value: 'é'.repeat(text.length / 2 + 1) })]));
      const streamId = subject.stream();
      await subject.store.append(streamId, [SampleRecorded.of({ value: text })], { expected: 'noStream' });
      expect((await subject.read(streamId))[0]?.data['value']).toBe(text);
    });
    test('metadata of more than 8 KiB is refused, and of just that comes back', async () => {
      const [event] = notes(1);
      const note = 'x'.repeat(8_192 - '{"note":""}'.length);
      await refused('events[0].metadata', append([{ event, metadata: { note: `${note}x` } }]));
      const streamId = subject.stream();
      await append([{ event, metadata: { note } }], { expected: 'noStream' }, streamId)(subject.store);
      expect((await subject.read(streamId))[0]?.metadata).toEqual({ note });
    });
    test.each([
      ['a text', 'a'],
      ['null', null],
      ['an array', []],
      ['a number', 1],
    ])('metadata that is %s is refused', (_, metadata) =>
      refused('events[0].metadata', append([{ event: notes(1)[0], metadata }])),
    );
    test('64 levels come back', async () => {
      const streamId = subject.stream();
      let value: unknown = 1;
      for (let level = 0; level < 63; level++) value = { in: value };
      await subject.store.append(streamId, [SampleRecorded.of({ value })], { expected: 'noStream' });
      expect((await subject.read(streamId))[0]?.data).toEqual({ value });
    });
    test('undefined counts as absent in an object', async () => {
      const streamId = subject.stream();
      await subject.store.append(streamId, [SampleRecorded.of({ value: { a: undefined, b: 1 }, gone: undefined })], {
        expected: 'noStream',
      });
      expect((await subject.read(streamId))[0]?.data).toStrictEqual({ value: { b: 1 } });
    });
  });

  describe('events', () => {
    const [note] = notes(1);
    test.each<readonly [string, unknown, string]>([
      ['no array', note, 'events'],
      ['undefined', undefined, 'events'],
      ['empty', [], 'events'],
      ['10,001 events', Array.from({ length: 10_001 }, () => note), 'events'],
      ['a plain object', [{ text: 'a' }], 'events[0]'],
      ['null among events', [note, null], 'events[1]'],
      ['an array with a hole', Object.assign([note], { length: 2 }), 'events[1]'],
      ['an event of an envelope that is none', [{ event: { text: 'a' } }], 'events[0]'],
      ['an envelope with a misspelt name', [{ event: note, eventID: newEventId() }], 'events[0].eventID'],
      ['an event id that is no UUID', [{ event: note, eventId: 'a' }], 'events[0].eventId'],
      ['an empty event id', [{ event: note, eventId: '' }], 'events[0].eventId'],
      ['an event id in braces', [{ event: note, eventId: `{${newEventId()}}` }], 'events[0].eventId'],
      ['an event id that is null', [{ event: note, eventId: null }], 'events[0].eventId'],
      ['an event of a class without a registration', [note, NeverRegistered.of({ text: 'a' })], 'events[1]'],
      ['a time that is a text', [{ event: note, occurredAt: '2026-01-01' }], 'events[0].occurredAt'],
      ['a time that is a number', [{ event: note, occurredAt: 0 }], 'events[0].occurredAt'],
      ['a time that is null', [{ event: note, occurredAt: null }], 'events[0].occurredAt'],
      ['an invalid Date', [{ event: note, occurredAt: new Date(Number.NaN) }], 'events[0].occurredAt'],
      ['the year 0', [{ event: note, occurredAt: new Date('0000-12-31T23:59:59.999Z') }], 'events[0].occurredAt'],
      ['the year 10000', [{ event: note, occurredAt: new Date('+010000-01-01T00:00:00Z') }], 'events[0].occurredAt'],
      ['the year 275760', [{ event: note, occurredAt: new Date(8.64e15) }], 'events[0].occurredAt'],
      ['a year before Christ', [{ event: note, occurredAt: new Date(-8.64e15) }], 'events[0].occurredAt'],
    ])('%s is refused', (_, events, field) => refused(field, append(events)));

    test('an id that stands twice in an append is refused', async () => {
      const eventId = newEventId();
      const twice = [
        { event: note, eventId },
        { event: note, eventId: eventId.toUpperCase() },
      ];
      await refused('events[1].eventId', append(twice));
      const shares = [twice[0], twice[1]].map((event) => ({
        streamId: subject.stream(),
        events: [event],
        expected: 'any',
      }));
      await refused('appends[1].events[0].eventId', (store) => store.appendAll(shares as readonly StreamAppend[]));
    });
    test('an event of a class without a type is refused', async () => {
      const refusal = await refusalOf(() => append([new NeverDecorated()])(subject.store));
      expect(refusal).toMatchObject({ code: 'event-type-missing', className: 'NeverDecorated' });
    });
  });

  describe('options', () => {
    test.each([
      ...badNumbers,
      ['undefined', undefined],
      ['null', null],
      ['an unknown word', 'none'],
      ['a word in capitals', 'ANY'],
      ['an empty word', ''],
      ['an object', {}],
    ])('an expected version that is %s is refused', (_, expected) =>
      refused('expected', append(notes(1), { expected })),
    );
    test('options that are forgotten are refused as the expectation that they lack', () =>
      refused('expected', refusedAppend(subject.stream(), notes(1), undefined)));
    test('an option with a misspelt name is refused', () =>
      refused('expectedVersion', append(notes(1), { expected: 'any', expectedVersion: 1 })));
    test('a transaction that is none is refused', () =>
      refused('manager', append(notes(1), { expected: 'any', manager: {} })));
    test.each(badReads)('reading a $kind with $field as $what is refused', ({ kind, field, value }) =>
      refused(field, async (store) => {
        const options = { [field]: value } as unknown;
        const read =
          kind === 'stream'
            ? store.readStream(subject.stream(), options as ReadStreamOptions)
            : store.readAll(options as ReadAllOptions);
        await all(read);
      }),
    );
    test.each([...badWholeNames, ['no hyphen', 'note']])('reading a stream whose id is %s is refused', (_, name) =>
      refused('streamId', async (store) => all(store.readStream(name as string))),
    );
  });

  describe('appends to several streams', () => {
    const share = (streamId: unknown = subject.stream(), events: unknown = notes(1)) => ({
      streamId,
      events,
      expected: 'any',
    });
    const appendAll = (appends: unknown, options?: unknown) => (store: EventStore) =>
      store.appendAll(appends as readonly StreamAppend[], options as { idempotencyKey: string });
    const twice = 'note-twice';
    test.each<readonly [string, () => unknown, string]>([
      ['no array', () => share(), 'appends'],
      ['no stream at all', () => [], 'appends'],
      ['a hole', () => Object.assign([share()], { length: 2 }), 'appends[1]'],
      ['a stream id that is none', () => [share(), share('note')], 'appends[1].streamId'],
      ['a stream without events', () => [share(), share(undefined, [])], 'appends[1].events'],
      ['a stream without an expectation', () => [share(), { ...share(), expected: undefined }], 'appends[1].expected'],
      ['a misspelt name', () => [share(), { ...share(), manager: {} }], 'appends[1].manager'],
      ['one stream twice', () => [share(twice), share(), share(twice)], 'appends[2].streamId'],
      ['10,001 events in all', () => [share(undefined, notes(10_000)), share()], 'appends'],
      [
        'a payload that is not JSON',
        () => [share(), share(undefined, [SampleRecorded.of({ value: 1n })])],
        'events[0].data.value',
      ],
      [
        'an invalid payload',
        () => [share(), share(undefined, [NoteTaken.of({ text: 1 as unknown as string })])],
        'events[0].data.text',
      ],
    ])('%s is refused', (_, appends, field) => refused(field, appendAll(appends())));
    test('an option with a misspelt name is refused', () =>
      refused('expected', appendAll([share()], { expected: 'any' })));
    test('a bad idempotency key is refused', () =>
      refused('idempotencyKey', appendAll([share()], { idempotencyKey: '' })));
  });
}
