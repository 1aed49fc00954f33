import { randomUUID } from 'node:crypto';
import type { Parking } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { newSaga, type SagaSubject } from './saga-subject.js';

/** Sagas that begin with what is over, and hold their effects back meanwhile. */
export function historyContract(subject: SagaSubject): void {
  test('where effects begin is what was said first', async () => {
    const reader = await subject.reader();
    expect(await subject.history.known(reader, undefined)).toBeUndefined();
    const first = await subject.history.outset(reader, 42);
    expect(first).toEqual({ id: expect.any(String), effectsFrom: 42, hasCaughtUp: false });
    expect(await subject.history.outset(reader, 50)).toEqual(first);
    expect(await subject.history.known(reader, undefined)).toEqual(first);
    const other = await subject.reader();
    const said = await Promise.all([7, 8, 9, 10].map((position) => subject.history.outset(other, position)));
    expect(new Set(said.map(({ effectsFrom }) => effectsFrom)).size).toBe(1);
    const far = Number.MAX_SAFE_INTEGER;
    expect(await subject.history.outset(await subject.reader(), far)).toMatchObject({ effectsFrom: far });
  });

  test('to look where they begin puts nothing on record', async () => {
    const reader = await subject.reader();
    await subject.inTransaction(async (manager) => {
      expect(await subject.history.known(reader, manager)).toBeUndefined();
    });
    expect(await subject.history.outset(reader, 42)).toMatchObject({ effectsFrom: 42 });
  });

  test('that one has come there is kept, of those that have begun', async () => {
    const [reader, unknown] = [await subject.reader(), await subject.reader()];
    const outset = await subject.history.outset(reader, 42);
    expect(await subject.history.caughtUp(reader, outset)).toBe(true);
    expect(await subject.history.caughtUp(reader, outset)).toBe(true);
    expect(await subject.history.outset(reader, 50)).toEqual({ ...outset, hasCaughtUp: true });
    expect(await subject.history.caughtUp(unknown, outset)).toBe(false);
    expect(await subject.history.outset(unknown, 1)).toMatchObject({ effectsFrom: 1, hasCaughtUp: false });
  });

  test('that is forgotten with the subscription: one that is put on record anew has a history of its own', async () => {
    const reader = await subject.reader();
    const first = await subject.history.outset(reader, 42);
    await subject.history.caughtUp(reader, first);
    await subject.store.subscriptions.remove(reader.subscription);
    const unknown = { code: 'invalid-saga', field: 'subscription' };
    await expect(subject.history.outset(reader, 50)).rejects.toMatchObject(unknown);
    expect(await subject.history.known(reader, undefined)).toBeUndefined();
    await subject.reader(reader.saga);
    expect(await subject.history.known(reader, undefined)).toBeUndefined();
    const then = await subject.history.outset(reader, 60);
    expect(then).toMatchObject({ effectsFrom: 60, hasCaughtUp: false });
    expect(then.id).not.toBe(first.id);
    // What is on record already is put on record no second time.
    await subject.reader(reader.saga);
    expect(await subject.history.outset(reader, 70)).toEqual(then);
  });

  test('who has come to where effects began before says nothing of where they begin now', async () => {
    const reader = await subject.reader();
    const before = await subject.history.outset(reader, 42);
    await subject.store.subscriptions.remove(reader.subscription);
    expect(await subject.history.caughtUp(reader, before)).toBe(false);
    await subject.reader(reader.saga);
    const now = await subject.history.outset(reader, 42);
    expect(await subject.history.caughtUp(reader, before)).toBe(false);
    expect(await subject.history.known(reader, undefined)).toEqual(now);
  });

  test('instances wait for events of history that are parked, by their keys and conversations', async () => {
    const reader = await subject.reader();
    const { saga, subscription } = reader;
    await subject.history.outset(reader, 42);
    for (const key of ['own', 'talk', 'free', 'today']) {
      await subject.decide({ saga, key }, { record: { correlationId: `c-${key}` } });
    }
    const keys = ['free', 'own', 'talk', 'today', 'none'];
    expect(await subject.history.waiting(reader, keys, undefined)).toEqual(new Set());
    const event = { streamId: 's-1', type: 'contract.noted', attempts: 5, failure: 'no' };
    const parking = (key: string, position: number): Parking => ({ ...event, key, position, eventId: randomUUID() });
    const parked = [parking('own', 42), parking('c-talk', 1), parking('today', 43), parking('none', 2)];
    const segment = [{ subscription, segment: 0 }];
    const [lease] = await subject.store.subscriptions.claim('p', segment, 60_000);
    const next = await subject.store.subscriptions.commit(lease!, async () => ({ position: 43, parked }));
    const waiting = new Set(['own', 'talk', 'none']);
    expect(await subject.history.waiting(reader, keys, undefined)).toEqual(waiting);
    await subject.inTransaction(async (manager) => {
      expect(await subject.history.waiting(reader, keys, manager)).toEqual(waiting);
    });
    // One whose instance nobody can tell, because its key could not be told, may be for each of them.
    const unclear = [parking('s-1', 9)];
    await subject.store.subscriptions.commit(next, async () => ({ position: 44, parked: unclear, unparked: parked }));
    expect(await subject.history.waiting(reader, keys, undefined)).toEqual(new Set(keys));
    await subject.decide({ saga, key: 's-1' });
    expect(await subject.history.waiting(reader, keys, undefined)).toEqual(new Set());
  });

  test('which instances hold steps back is told page by page, in the order of their keys', async () => {
    const saga = newSaga();
    for (const key of ['d', 'b', 'a', 'e', 'c']) {
      const status = key === 'c' ? ('due' as const) : ('held' as const);
      await subject.decide({ saga, key }, { steps: [{ status }, { status }] });
    }
    expect(await subject.history.holding(saga, undefined, 2)).toEqual(['a', 'b']);
    expect(await subject.history.holding(saga, 'b', 2)).toEqual(['d', 'e']);
    expect(await subject.history.holding(saga, 'e', 2)).toEqual([]);
    await subject.decide({ saga, key: 'd' }, { moved: [{ number: 1, status: 'due' }] });
    await subject.decide(
      { saga, key: 'e' },
      {
        moved: [
          { number: 1, status: 'due' },
          { number: 2, status: 'cancelled' },
        ],
      },
    );
    expect(await subject.history.holding(saga, 'b', 2)).toEqual(['d']);
    expect((await subject.claim(saga)).map(({ key }) => key)).toEqual(['c', 'd', 'e']);
  });
}
