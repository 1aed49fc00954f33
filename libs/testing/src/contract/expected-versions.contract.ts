import { expect, test } from '@jest/globals';
import { ConcurrencyError, type ExpectedVersion } from '@daybook/event-store';
import { notes, refusalOf, type ContractSubject } from './contract-subject.js';

const accepted: readonly (readonly [events: number, expected: ExpectedVersion])[] = [
  [0, 'noStream'],
  [0, 0],
  [0, 'any'],
  [2, 2],
  [2, 'streamExists'],
  [2, 'any'],
];

const refused: readonly (readonly [events: number, expected: ExpectedVersion])[] = [
  [0, 'streamExists'],
  [0, 1],
  [2, 'noStream'],
  [2, 0],
  [2, 1],
  [2, 3],
  [2, Number.MAX_SAFE_INTEGER],
];

/** The store, not an earlier read, decides whether the writer's belief holds. */
export function expectedVersionsContract(subject: ContractSubject): void {
  async function streamWith(events: number): Promise<string> {
    return events === 0 ? subject.stream() : subject.streamOf(events);
  }

  test.each(accepted)('a stream of %i events takes an append that expects %j', async (events, expected) => {
    const streamId = await streamWith(events);
    const result = await subject.store.append(streamId, notes(1), { expected });
    expect(result.version).toBe(events + 1);
  });

  test.each(refused)('a stream of %i events refuses an append that expects %j', async (events, expected) => {
    const streamId = await streamWith(events);
    const head = await subject.store.head();
    const refusal = await refusalOf(() => subject.store.append(streamId, notes(2), { expected }));

    expect(refusal).toBeInstanceOf(ConcurrencyError);
    expect(refusal).toMatchObject({ code: 'concurrency-conflict', streamId, expected, actual: events });
    expect(await subject.versionsOf(streamId)).toHaveLength(events);
    expect(await subject.store.head()).toBe(head);
  });

  test('after a refusal the stream goes on where it was', async () => {
    const streamId = await subject.streamOf(1);
    await refusalOf(() => subject.store.append(streamId, notes(5), { expected: 7 }));
    await subject.store.append(streamId, notes(1), { expected: 1 });
    expect(await subject.versionsOf(streamId)).toEqual([1, 2]);
  });
}
