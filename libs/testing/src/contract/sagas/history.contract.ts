import { expect, test } from '@jest/globals';
import { newSaga, type SagaSubject } from './saga-subject.js';

/** Sagas that begin with what is over, and hold their effects back meanwhile. */
export function historyContract(subject: SagaSubject): void {
  test('where effects begin is what was said first', async () => {
    const reader = await subject.reader();
    expect(await subject.sagas.outset(reader, 42)).toEqual({ effectsFrom: 42, hasCaughtUp: false });
    expect(await subject.sagas.outset(reader, 50)).toEqual({ effectsFrom: 42, hasCaughtUp: false });
    const other = await subject.reader();
    const said = await Promise.all([7, 8, 9, 10].map((position) => subject.sagas.outset(other, position)));
    expect(new Set(said.map(({ effectsFrom }) => effectsFrom)).size).toBe(1);
    const far = Number.MAX_SAFE_INTEGER;
    expect(await subject.sagas.outset(await subject.reader(), far)).toMatchObject({ effectsFrom: far });
  });

  test('that one has come there is kept, of those that have begun', async () => {
    const [reader, unknown] = [await subject.reader(), await subject.reader()];
    await subject.sagas.outset(reader, 42);
    await subject.sagas.caughtUp(reader.saga);
    await subject.sagas.caughtUp(reader.saga);
    expect(await subject.sagas.outset(reader, 50)).toEqual({ effectsFrom: 42, hasCaughtUp: true });
    await subject.sagas.caughtUp(unknown.saga);
    expect(await subject.sagas.outset(unknown, 1)).toEqual({ effectsFrom: 1, hasCaughtUp: false });
  });

  test('that is forgotten with the subscription: one that is put on record anew has a history of its own', async () => {
    const reader = await subject.reader();
    await subject.sagas.outset(reader, 42);
    await subject.sagas.caughtUp(reader.saga);
    await subject.store.subscriptions.remove(reader.subscription);
    const unknown = { code: 'invalid-saga', field: 'subscription' };
    await expect(subject.sagas.outset(reader, 50)).rejects.toMatchObject(unknown);
    await subject.reader(reader.saga);
    expect(await subject.sagas.outset(reader, 60)).toEqual({ effectsFrom: 60, hasCaughtUp: false });
    // What is on record already is put on record no second time.
    await subject.reader(reader.saga);
    expect(await subject.sagas.outset(reader, 70)).toEqual({ effectsFrom: 60, hasCaughtUp: false });
  });

  test('which instances hold steps back is told page by page, in the order of their keys', async () => {
    const saga = newSaga();
    for (const key of ['d', 'b', 'a', 'e', 'c']) {
      const status = key === 'c' ? ('due' as const) : ('held' as const);
      await subject.decide({ saga, key }, { steps: [{ status }, { status }] });
    }
    expect(await subject.sagas.holding(saga, undefined, 2)).toEqual(['a', 'b']);
    expect(await subject.sagas.holding(saga, 'b', 2)).toEqual(['d', 'e']);
    expect(await subject.sagas.holding(saga, 'e', 2)).toEqual([]);
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
    expect(await subject.sagas.holding(saga, 'b', 2)).toEqual(['d']);
    expect((await subject.claim(saga)).map(({ key }) => key)).toEqual(['c', 'd', 'e']);
  });
}
