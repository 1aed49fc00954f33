import { expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { IdempotencyKeyConflict, type EventInput } from '@daybook/event-store';
import { DayEnded, NoteTaken, SampleRecorded } from './contract-events.js';
import { notes, refusalOf, type ContractSubject } from './contract-subject.js';

/** Whoever repeats an append under its key gets its first result, and nothing is written twice. */
export function idempotencyByKeyContract(subject: ContractSubject): void {
  const append = (streamId: string, events: readonly EventInput[], idempotencyKey: string) =>
    subject.store.append(streamId, events, { expected: 'any', idempotencyKey });

  test('a repeated append returns its first result, with the ids of then', async () => {
    const streamId = subject.stream();
    const key = randomUUID();
    const first = await append(streamId, notes(2), key);
    await subject.store.append(streamId, notes(1), { expected: 2 });
    const second = await append(streamId, notes(2), key);

    expect(first.repeated).toBe(false);
    expect(second).toEqual({ ...first, repeated: true });
    expect(await subject.versionsOf(streamId)).toEqual([1, 2, 3]);
  });

  test('the key is asked before the expected version', async () => {
    const streamId = subject.stream();
    const idempotencyKey = randomUUID();
    await subject.store.append(streamId, notes(1), { expected: 'noStream', idempotencyKey });
    const second = await subject.store.append(streamId, notes(1), { expected: 'noStream', idempotencyKey });
    expect(second.repeated).toBe(true);
  });

  test('the order of fields is no difference', async () => {
    const streamId = subject.stream();
    const key = randomUUID();
    await append(streamId, [SampleRecorded.of({ value: { a: 1, b: 2 } })], key);
    const second = await append(streamId, [SampleRecorded.of({ value: { b: 2, a: 1 } })], key);
    expect(second.repeated).toBe(true);
  });

  test.each<readonly [string, readonly EventInput[]]>([
    ['other data', [NoteTaken.of({ text: 'other' })]],
    ['another type', [DayEnded.of()]],
    ['one event more', [...notes(1), DayEnded.of()]],
  ])('the same key with %s is a conflict', async (_, changed) => {
    const streamId = subject.stream();
    const key = randomUUID();
    await append(streamId, notes(1), key);

    const refusal = await refusalOf(() => append(streamId, changed, key));
    expect(refusal).toBeInstanceOf(IdempotencyKeyConflict);
    expect(refusal).toMatchObject({ code: 'idempotency-key-conflict', idempotencyKey: key });
    expect(await subject.versionsOf(streamId)).toEqual([1]);
  });

  test('the same key for another stream is a conflict', async () => {
    const key = randomUUID();
    await append(subject.stream(), notes(1), key);
    const streamId = subject.stream();

    expect(await refusalOf(() => append(streamId, notes(1), key))).toBeInstanceOf(IdempotencyKeyConflict);
    expect(await subject.read(streamId)).toEqual([]);
  });

  test('a refused append does not use up its key', async () => {
    const streamId = subject.stream();
    const idempotencyKey = randomUUID();
    await refusalOf(() => subject.store.append(streamId, notes(1), { expected: 7, idempotencyKey }));

    const result = await subject.store.append(streamId, notes(2), { expected: 'noStream', idempotencyKey });
    expect(result).toMatchObject({ version: 2, repeated: false });
  });

  test('an append to several streams repeats as a whole', async () => {
    const [one, other] = [subject.stream(), subject.stream()];
    const idempotencyKey = randomUUID();
    const appends = () => [
      { streamId: other, events: notes(1), expected: 'noStream' as const },
      { streamId: one, events: notes(2), expected: 'noStream' as const },
    ];
    const first = await subject.store.appendAll(appends(), { idempotencyKey });
    const second = await subject.store.appendAll(appends(), { idempotencyKey });

    expect(second).toEqual({
      ...first,
      repeated: true,
      streams: first.streams.map((stream) => ({ ...stream, repeated: true })),
    });
    expect(await subject.versionsOf(one)).toEqual([1, 2]);
    expect(await subject.versionsOf(other)).toEqual([1]);
  });

  test('fifty repetitions at once write once', async () => {
    const streamId = subject.stream();
    const key = randomUUID();
    const results = await Promise.all(Array.from({ length: 50 }, () => append(streamId, notes(2), key)));

    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(results.map(({ eventIds }) => eventIds.join())).size).toBe(1);
    expect(await subject.versionsOf(streamId)).toEqual([1, 2]);
  });

  test('what was done under a key can be found again', async () => {
    const key = randomUUID();
    const [one, two] = [subject.stream(), subject.stream()];
    expect(await subject.store.findAppend(key)).toBeUndefined();
    const done = await subject.store.appendAll(
      [
        { streamId: one, events: notes(2), expected: 'noStream' },
        { streamId: two, events: notes(1), expected: 'noStream' },
      ],
      { idempotencyKey: key },
    );
    const found = await subject.store.findAppend(key);
    expect(found?.streams.map(({ streamId, version, position }) => ({ streamId, version, position }))).toEqual(
      done.streams.map(({ streamId, version, position }) => ({ streamId, version, position })),
    );
    expect(found).toMatchObject({ position: done.position, fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(found).not.toHaveProperty('answer');
  });

  test('a refused append leaves nothing under its key', async () => {
    const [streamId, key] = [subject.stream(), randomUUID()];
    await refusalOf(() => subject.store.append(streamId, notes(1), { expected: 7, idempotencyKey: key }));
    expect(await subject.store.findAppend(key)).toBeUndefined();
    expect(await append(streamId, notes(1), key)).toMatchObject({ version: 1, repeated: false });
  });

  test('what is no key cannot be asked for', async () => {
    expect(await refusalOf(async () => subject.store.findAppend(''))).toMatchObject({ code: 'invalid-name' });
  });
}
