import { randomUUID } from 'node:crypto';
import type { SagaReader } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import type { Decided, SagaSubject } from './saga-subject.js';

const day = 24 * 60 * 60 * 1_000;
const today = new Date('2026-06-01T12:00:00.000Z');
const daysAgo = (days: number): Date => new Date(today.getTime() - days * day);
const over = { record: { status: 'completed', changedAt: daysAgo(40) } } as const;

/** What is forgotten of instances that have come to their end. */
export function pruningContract(subject: SagaSubject): void {
  const left = async ({ saga }: SagaReader): Promise<readonly string[]> =>
    (await subject.sagas.list({ saga })).map(({ key }) => key);
  const decide = async ({ saga }: SagaReader, its: Readonly<Record<string, Decided>>): Promise<void> => {
    for (const [key, decided] of Object.entries(its)) await subject.decide({ saga, key }, decided);
  };
  const before = daysAgo(30);

  test('those are forgotten that have come to their end and have not changed since, with all that they did', async () => {
    const reader = await subject.reader();
    await decide(reader, {
      completed: { ...over, steps: [{ status: 'cancelled' }, { status: 'cancelled' }] },
      compensated: { record: { ...over.record, status: 'compensated' } },
      ended: { record: { ...over.record, status: 'ended', reason: 'by hand' } },
      late: { record: { ...over.record, changedAt: before } },
    });
    expect(await subject.sagas.prune(reader, { before, limit: 10 })).toBe(3);
    expect(await left(reader)).toEqual(['late']);
    expect(await subject.sagas.show({ saga: reader.saga, key: 'completed' })).toBeUndefined();
    expect(await subject.sagas.prune(reader, { before, limit: 10 })).toBe(0);
  });

  test('none is forgotten that can still do something, is stuck, or is of another saga', async () => {
    const [reader, other] = [await subject.reader(), await subject.reader()];
    const { record } = over;
    const its: Readonly<Record<string, Decided>> = {
      compensating: { record: { ...record, status: 'compensating' } },
      declared: { ...over, steps: [{ status: 'declared', turn: undefined }] },
      due: { ...over, steps: [{}] },
      held: { ...over, steps: [{ status: 'held' }] },
      running: { record: { ...record, status: 'running' } },
      stuck: { record: { ...record, failure: 'refused', stuckAt: { step: 1 } }, steps: [{ status: 'cancelled' }] },
      waiting: { ...over, deadlines: [{ name: 'late', dueAt: daysAgo(50) }] },
    };
    await decide(reader, its);
    await decide(other, { over });
    expect(await subject.sagas.prune(reader, { before, limit: 10 })).toBe(0);
    // What is being sent is not over, though no other step is due.
    await subject.claimOne(reader.saga);
    expect(await subject.sagas.prune(reader, { before, limit: 10 })).toBe(0);
    expect([await left(reader), await left(other)]).toEqual([Object.keys(its), ['over']]);
  });

  test('none is forgotten for which events are parked, by its key or its conversation', async () => {
    const reader = await subject.reader();
    const { subscription } = reader;
    await decide(reader, { free: over, own: over, talk: { record: { ...over.record, correlationId: 'c-9' } } });
    const [lease] = await subject.store.subscriptions.claim('p', [{ subscription, segment: 0 }], 60_000);
    const event = { streamId: 's-1', type: 'contract.noted', attempts: 5, failure: 'no' };
    const parked = ['own', 'c-9'].map((key, at) => ({ ...event, key, position: at + 1, eventId: randomUUID() }));
    await subject.store.subscriptions.commit(lease!, async () => ({ position: 2, parked }));
    expect(await subject.sagas.prune(reader, { before, limit: 10 })).toBe(1);
    expect(await left(reader)).toEqual(['own', 'talk']);
  });

  test('so many at most are forgotten at a time, those first that have been over for longest', async () => {
    const reader = await subject.reader();
    const ages = [35, 60, 31, 50, 45];
    for (const age of ages) {
      const record = { ...over.record, changedAt: daysAgo(age) };
      await subject.decide({ saga: reader.saga, key: `${age}` }, { record });
    }
    expect(await subject.sagas.prune(reader, { before, limit: 2 })).toBe(2);
    expect(await left(reader)).toEqual(['31', '35', '45']);
    const both = [1, 2].map(() => subject.sagas.prune(reader, { before, limit: 2 }));
    expect((await Promise.all(both)).reduce((sum, pruned) => sum + pruned)).toBe(3);
  });

  test('that there was one is not forgotten', async () => {
    const reader = await subject.reader();
    const { saga } = reader;
    await decide(reader, { a: over, b: over, c: { record: { status: 'running' } } });
    const asked = ['c', 'b', 'a', 'x'];
    expect(await subject.sagas.pruned(saga, asked, undefined)).toEqual(new Set());
    await subject.sagas.prune(reader, { before, limit: 10 });
    expect(await subject.sagas.pruned(saga, asked, undefined)).toEqual(new Set(['a', 'b']));
    expect(await subject.sagas.pruned((await subject.reader()).saga, asked, undefined)).toEqual(new Set());
    await subject.inTransaction(async (manager) => {
      expect(await subject.sagas.pruned(saga, asked, manager)).toEqual(new Set(['a', 'b']));
    });
  });
}
