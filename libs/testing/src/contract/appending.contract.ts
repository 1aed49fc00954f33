import { expect, test } from '@jest/globals';
import { newEventId } from '@daybook/domain';
import {
  DayEnded,
  NamedHasOwnProperty,
  NamedToString,
  NoteTaken,
  SampleRecorded,
  ValuesCoded,
} from './contract-events.js';
import { notes, refusalOf, textsOf, type ContractSubject } from './contract-subject.js';

/** What goes in comes back, in order, and all of it or none. */
export function appendingContract(subject: ContractSubject): void {
  test('a new stream counts its versions from 1', async () => {
    const streamId = subject.stream();
    const result = await subject.store.append(streamId, notes(3), { expected: 'noStream' });

    const events = await subject.read(streamId);
    expect(events.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(textsOf(events)).toEqual(['1', '2', '3']);
    expect(result).toEqual({
      streamId,
      version: 3,
      position: events[2]?.position,
      eventIds: events.map(({ eventId }) => eventId),
      repeated: false,
    });
  });

  test('later appends go on without a gap, at growing positions', async () => {
    const streamId = await subject.streamOf(2);
    await subject.streamOf(1);
    const result = await subject.store.append(streamId, notes(2, 3), { expected: 2 });

    const events = await subject.read(streamId);
    expect(result.version).toBe(4);
    expect(events.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    const positions = events.map(({ position }) => position);
    expect([...positions].sort((a, b) => a - b)).toEqual(positions);
    expect(new Set(positions).size).toBe(4);
    expect(positions.every((position) => Number.isSafeInteger(position) && position > 0)).toBe(true);
  });

  test('everything about an event comes back as it was given', async () => {
    const streamId = subject.stream();
    const eventId = newEventId();
    const occurredAt = new Date('1999-12-31T23:59:59.987Z');
    const metadata = {
      actor: 'clerk-7',
      correlationId: 'c-1',
      context: { ip: ['::1'], attempt: 2, dry: false, note: null },
    };
    const event = SampleRecorded.of({ value: { list: [1, 'two', null, { three: 3.5 }], flag: true } });
    await subject.store.append(streamId, [{ event, eventId, occurredAt, metadata }], { expected: 'noStream' });

    const [recorded] = await subject.read(streamId);
    expect(recorded).toMatchObject({
      streamId,
      version: 1,
      eventId,
      type: 'contract.sample-recorded',
      schemaVersion: 2,
    });
    expect(recorded?.data).toEqual({ value: { list: [1, 'two', null, { three: 3.5 }], flag: true } });
    expect(recorded?.metadata).toEqual(metadata);
    expect(recorded?.occurredAt).toEqual(occurredAt);
    expect(recorded?.event).toBeInstanceOf(SampleRecorded);
    expect(recorded?.event).toEqual(event);
  });

  test('what the caller leaves out gets its default', async () => {
    const before = Date.now();
    const streamId = await subject.streamOf(1);

    const [recorded] = await subject.read(streamId);
    expect(recorded?.eventId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(recorded?.metadata).toEqual({});
    expect(Math.abs((recorded?.occurredAt.getTime() ?? 0) - before)).toBeLessThan(60_000);
    expect(recorded?.recordedAt).toBeInstanceOf(Date);
    expect(Number.isNaN(recorded?.recordedAt.getTime())).toBe(false);
  });

  test('the edges of the years that a store keeps come back', async () => {
    const streamId = subject.stream();
    const moments = [
      new Date('0001-01-01T00:00:00.000Z'),
      new Date('1969-12-31T23:59:59.999Z'),
      new Date('9999-12-31T23:59:59.999Z'),
    ];
    const events = moments.map((occurredAt, index) => ({ event: NoteTaken.of({ text: String(index) }), occurredAt }));
    await subject.store.append(streamId, events, { expected: 'noStream' });

    expect((await subject.read(streamId)).map(({ occurredAt }) => occurredAt)).toEqual(moments);
  });

  test('an id in upper case is the same id in lower case', async () => {
    const streamId = subject.stream();
    const eventId = newEventId();
    const result = await subject.store.append(streamId, [{ event: DayEnded.of(), eventId: eventId.toUpperCase() }], {
      expected: 'noStream',
    });

    expect(result.eventIds).toEqual([eventId]);
    expect((await subject.read(streamId)).map((recorded) => recorded.eventId)).toEqual([eventId]);
  });

  test('an event without fields and events named like properties of every object come back', async () => {
    const streamId = subject.stream();
    const events = [DayEnded.of(), NamedToString.of({ text: 'a' }), NamedHasOwnProperty.of({ text: 'b' })];
    await subject.store.append(streamId, events, { expected: 'noStream' });

    const recorded = await subject.read(streamId);
    expect(recorded.map(({ type }) => type)).toEqual(['contract.day-ended', 'toString', 'hasOwnProperty']);
    expect(recorded.map(({ event }) => event)).toEqual(events);
    expect(recorded[0]?.data).toEqual({});
  });

  test('fields with a declared codec come back as values of their type', async () => {
    const streamId = subject.stream();
    const event = ValuesCoded.of({
      moment: new Date('2026-02-28T12:00:00.001Z'),
      large: 2n ** 80n,
      byName: new Map([['a', 1n]]),
      moments: new Set([new Date(0)]),
    });
    await subject.store.append(streamId, [event], { expected: 'noStream' });

    const [recorded] = await subject.read(streamId);
    expect(recorded?.event).toEqual(event);
  });

  test('what is read belongs to the reader', async () => {
    const streamId = subject.stream();
    const list = [1, 2];
    const metadata = { list: [1] };
    await subject.store.append(streamId, [{ event: SampleRecorded.of({ value: list }), metadata }], {
      expected: 'noStream',
    });
    list.push(3);
    metadata.list.push(2);
    const [first] = await subject.read(streamId);
    (first?.data['value'] as number[]).push(4);

    const [second] = await subject.read(streamId);
    expect(second?.data).toEqual({ value: [1, 2] });
    expect(second?.metadata).toEqual({ list: [1] });
  });

  test('ten thousand events go in at once', async () => {
    const streamId = subject.stream();
    const result = await subject.store.append(streamId, notes(10_000), { expected: 'noStream' });

    expect(result.version).toBe(10_000);
    expect(result.eventIds).toHaveLength(10_000);
    expect(textsOf(await subject.read(streamId, { fromVersion: 9_999 }))).toEqual(['9999', '10000']);
  });

  test('one event that is refused takes the whole append with it', async () => {
    const streamId = await subject.streamOf(1);
    const events = [...notes(2), SampleRecorded.of({ value: new Date() })];
    const refusal = await refusalOf(() => subject.store.append(streamId, events, { expected: 1 }));

    expect(refusal).toMatchObject({ code: 'not-json-data', field: 'events[2].data.value' });
    expect(await subject.versionsOf(streamId)).toEqual([1]);
  });

  test('an invalid payload is refused by its field, without its value', async () => {
    const streamId = subject.stream();
    const event = NoteTaken.of({ text: 4711 as unknown as string });
    const refusal = await refusalOf(() => subject.store.append(streamId, [event], { expected: 'noStream' }));

    expect(refusal).toMatchObject({ code: 'event-payload-invalid', field: 'events[0].data.text' });
    expect(String(refusal)).not.toContain('4711');
    expect(await subject.read(streamId)).toEqual([]);
  });

  test('the time of recording never decreases within a stream', async () => {
    const streamId = subject.stream();
    for (let round = 0; round < 10; round++) await subject.store.append(streamId, notes(2), { expected: round * 2 });

    const times = (await subject.read(streamId)).map(({ recordedAt }) => recordedAt.getTime());
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  });
}
