import { expect, test } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { NoteTaken } from './contract-events.js';
import { notes, type ContractSubject } from './contract-subject.js';

const day = (number: number) => new Date(Date.UTC(2024, 0, number));

/** What was known at a time, and what had happened by a time, are two questions. */
export function asOfTimesContract(subject: ContractSubject): void {
  test('a stream as the store had recorded it by a time, that time included', async () => {
    const streamId = await subject.streamOf(2);
    await setTimeout(5);
    await subject.store.append(streamId, notes(1), { expected: 2 });
    const times = (await subject.read(streamId)).map(({ recordedAt }) => recordedAt);
    const [, second, third] = times as [Date, Date, Date];

    expect(await subject.versionsOf(streamId, { recordedBy: second })).toEqual([1, 2]);
    expect(await subject.versionsOf(streamId, { recordedBy: third })).toEqual([1, 2, 3]);
    expect(await subject.versionsOf(streamId, { recordedBy: new Date(second.getTime() - 1) })).toEqual([]);
    expect(await subject.versionsOf(streamId, { recordedBy: new Date('9999-12-31T00:00:00Z') })).toEqual([1, 2, 3]);
    expect(await subject.versionsOf(streamId, { recordedBy: new Date('0001-01-01T00:00:00Z') })).toEqual([]);
  });

  test('a stream as the world was by a time, with gaps where facts were recorded later', async () => {
    const streamId = subject.stream();
    const events = [1, 5, 3, 4].map((number) => ({
      event: NoteTaken.of({ text: String(number) }),
      occurredAt: day(number),
    }));
    await subject.store.append(streamId, events, { expected: 'noStream' });

    expect(await subject.versionsOf(streamId, { occurredBy: day(3) })).toEqual([1, 3]);
    expect(await subject.versionsOf(streamId, { occurredBy: day(5) })).toEqual([1, 2, 3, 4]);
    expect(await subject.versionsOf(streamId, { occurredBy: new Date(day(1).getTime() - 1) })).toEqual([]);
    expect(await subject.versionsOf(streamId, { occurredBy: day(4), direction: 'backwards' })).toEqual([4, 3, 1]);
  });

  test('both times, versions, a limit and pages go together', async () => {
    const streamId = subject.stream();
    const events = Array.from({ length: 10 }, (_, index) => ({
      event: NoteTaken.of({ text: String(index + 1) }),
      occurredAt: day(index % 2 === 0 ? 1 : 20),
    }));
    await subject.store.append(streamId, events, { expected: 'noStream' });
    const recordedBy = new Date(Date.now() + 3_600_000);

    const options = { occurredBy: day(10), recordedBy, batchSize: 1 };
    expect(await subject.versionsOf(streamId, options)).toEqual([1, 3, 5, 7, 9]);
    expect(await subject.versionsOf(streamId, { ...options, limit: 2 })).toEqual([1, 3]);
    expect(await subject.versionsOf(streamId, { ...options, fromVersion: 4, toVersion: 8 })).toEqual([5, 7]);
  });
}
