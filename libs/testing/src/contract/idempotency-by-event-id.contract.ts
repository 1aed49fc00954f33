import { expect, test } from '@jest/globals';
import { newEventId } from '@daybook/domain';
import { EventIdConflict, type EventInput } from '@daybook/event-store';
import { DayEnded, NoteTaken, SampleRecorded } from './contract-events.js';
import { notes, refusalOf, type ContractSubject } from './contract-subject.js';

function identified(texts: readonly string[]): readonly { readonly event: NoteTaken; readonly eventId: string }[] {
  return texts.map((text) => ({ event: NoteTaken.of({ text }), eventId: newEventId() }));
}

/** Whoever repeats an append with the same ids gets its first result, and nothing is written twice. */
export function idempotencyByEventIdContract(subject: ContractSubject): void {
  test('a repeated append returns its first result', async () => {
    const streamId = subject.stream();
    const events = identified(['a', 'b']);
    const first = await subject.store.append(streamId, events, { expected: 'noStream' });
    const second = await subject.store.append(streamId, events, { expected: 'noStream' });

    expect(first.repeated).toBe(false);
    expect(second).toEqual({ ...first, repeated: true });
    expect(await subject.versionsOf(streamId)).toEqual([1, 2]);
  });

  test('it does so also when the stream has gone on since', async () => {
    const streamId = subject.stream();
    const events = identified(['a', 'b']);
    const first = await subject.store.append(streamId, events, { expected: 'noStream' });
    await subject.store.append(streamId, notes(3), { expected: 2 });
    const second = await subject.store.append(streamId, events, { expected: 'noStream' });

    expect(second).toEqual({ ...first, repeated: true });
    expect(await subject.versionsOf(streamId)).toEqual([1, 2, 3, 4, 5]);
  });

  test('times and metadata may differ in the repetition, and the first ones stay', async () => {
    const streamId = subject.stream();
    const [{ event, eventId }] = identified(['a']) as [{ event: NoteTaken; eventId: string }];
    await subject.store.append(streamId, [{ event, eventId, metadata: { try: 1 } }], { expected: 'noStream' });
    const again = [{ event, eventId, metadata: { try: 2 }, occurredAt: new Date(0) }];
    const second = await subject.store.append(streamId, again, { expected: 'noStream' });

    expect(second.repeated).toBe(true);
    expect((await subject.read(streamId))[0]?.metadata).toEqual({ try: 1 });
  });

  test('the order of fields is no difference', async () => {
    const streamId = subject.stream();
    const eventId = newEventId();
    const one = SampleRecorded.of({ value: { a: 1, b: { c: 2, d: [3] } } });
    const other = SampleRecorded.of({ value: { b: { d: [3], c: 2 }, a: 1 } });
    await subject.store.append(streamId, [{ event: one, eventId }], { expected: 'noStream' });
    const second = await subject.store.append(streamId, [{ event: other, eventId }], { expected: 'noStream' });

    expect(second.repeated).toBe(true);
  });

  test.each<readonly [string, (eventId: string) => EventInput]>([
    ['other data', (eventId) => ({ event: NoteTaken.of({ text: 'other' }), eventId })],
    ['another field', (eventId) => ({ event: NoteTaken.of({ text: 'a', importance: 1 }), eventId })],
    ['another type', (eventId) => ({ event: DayEnded.of(), eventId })],
  ])('the same id with %s is a conflict', async (_, changed) => {
    const streamId = subject.stream();
    const [first] = identified(['a']);
    const eventId = first?.eventId ?? '';
    await subject.store.append(streamId, [first as EventInput], { expected: 'noStream' });
    const refusal = await refusalOf(() => subject.store.append(streamId, [changed(eventId)], { expected: 1 }));

    expect(refusal).toBeInstanceOf(EventIdConflict);
    expect(refusal).toMatchObject({ code: 'event-id-conflict', streamId, eventId });
    expect(await subject.versionsOf(streamId)).toEqual([1]);
  });

  test('an id of another stream is a conflict', async () => {
    const events = identified(['a']);
    await subject.store.append(subject.stream(), events, { expected: 'noStream' });
    const streamId = subject.stream();

    const refusal = await refusalOf(() => subject.store.append(streamId, events, { expected: 'any' }));
    expect(refusal).toBeInstanceOf(EventIdConflict);
    expect(await subject.read(streamId)).toEqual([]);
  });

  test('known and new ids in one append are a conflict', async () => {
    const streamId = subject.stream();
    const events = identified(['a', 'b']);
    await subject.store.append(streamId, events, { expected: 'noStream' });

    const more = [...events, ...identified(['c'])];
    const refusal = await refusalOf(() => subject.store.append(streamId, more, { expected: 'any' }));
    expect(refusal).toBeInstanceOf(EventIdConflict);
    expect(await subject.versionsOf(streamId)).toEqual([1, 2]);
  });

  test('fifty repetitions at once write once', async () => {
    const streamId = subject.stream();
    const events = identified(['a', 'b', 'c']);
    const results = await Promise.all(
      Array.from({ length: 50 }, () => subject.store.append(streamId, events, { expected: 'noStream' })),
    );

    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(results.map(({ position }) => position)).size).toBe(1);
    expect(await subject.versionsOf(streamId)).toEqual([1, 2, 3]);
  });
}
