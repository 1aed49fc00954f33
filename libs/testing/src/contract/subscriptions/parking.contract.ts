import { expect, test } from '@jest/globals';
import { newProcess, parking, signOf, subscriptionOf, type SubscriptionSubject } from './subscription-subject.js';

/** What waits, what is tried again, and what is given up. */
export function parkingContract(subject: SubscriptionSubject): void {
  /** Parks a at 1 and 4, b at 2 and c at 3. */
  const parked = async () => {
    const name = await subject.registered();
    const waiting = [parking('b', 2, 'broken'), parking('a', 4), parking('a', 1, 'broken'), parking('c', 3, 'broken')];
    const lease = await subject.leaseOn(name, newProcess());
    return { name, lease: await subject.subscriptions.commit(lease, async () => ({ position: 4, parked: waiting })) };
  };
  const placesOf = async (name: string) =>
    (await subject.subscriptions.parked(name)).map(({ key, position }) => [key, position]);

  test('what a commit parks is found by key and position', async () => {
    const { name } = await parked();
    expect(await subject.subscriptions.parkedKeys(name)).toEqual(new Map(Object.entries({ a: 2, b: 1, c: 1 })));
    expect(await placesOf(name)).toEqual([
      ['a', 1],
      ['a', 4],
      ['b', 2],
      ['c', 3],
    ]);
    const one = await subject.subscriptions.parked(name, { key: 'a', limit: 1 });
    expect(one).toMatchObject([{ key: 'a', position: 1, failure: 'broken', attempts: 5, retryRequestedAt: undefined }]);
  });

  test('a retry concerns whole keys; due are they by their first positions, each key in order', async () => {
    const { name } = await parked();
    expect(await subject.subscriptions.dueRetries(name, 10)).toEqual([]);
    expect(await subject.subscriptions.retry(name, { position: 4 })).toBe(2);
    expect(await subject.subscriptions.retry(name, { key: 'c' })).toBe(1);
    const due = [
      { key: 'a', position: 1 },
      { key: 'a', position: 4 },
      { key: 'c', position: 3 },
    ];
    expect(await subject.subscriptions.dueRetries(name, 10)).toEqual(due);
    expect(await subject.subscriptions.dueRetries(name, 2)).toEqual(due.slice(0, 2));
  });

  test('what fails again ends the retry of its key, and what succeeds waits no longer', async () => {
    const { name, lease } = await parked();
    await subject.subscriptions.retry(name);
    const unparked = [{ key: 'a', position: 1 }];
    await subject.subscriptions.advance(lease, { position: 4, unparked, parked: [parking('b', 2, 'still broken')] });
    expect(await placesOf(name)).toEqual([
      ['a', 4],
      ['b', 2],
      ['c', 3],
    ]);
    expect((await subject.subscriptions.dueRetries(name, 10)).map(({ key }) => key)).toEqual(['c', 'a']);
  });

  test('what is dropped is on record, the rest stays', async () => {
    const { name } = await parked();
    expect(await subject.subscriptions.drop(name, { key: 'a', position: 1 }, 'a duplicate', 'anna')).toBe(1);
    expect(await placesOf(name)).toEqual([
      ['a', 4],
      ['b', 2],
      ['c', 3],
    ]);
    expect(await subject.subscriptions.dropped(name)).toMatchObject([
      { key: 'a', position: 1, reason: 'a duplicate', droppedBy: 'anna', failure: 'broken' },
    ]);
  });

  /** Of two segments: s at 1, whose keys could not be told, waits in both; s at 2, behind it, no longer in the first. */
  const unclear = async () => {
    const name = await subject.registered({ segments: 2 });
    const process = newProcess();
    const events = [parking('s', 1, 'no key'), parking('s', 2)];
    for (const segment of [0, 1]) {
      const parked = events.slice(0, segment + 1).map((event) => ({ ...event, share: `${segment}/2` }));
      const lease = await subject.leaseOn(name, process, { segment });
      await subject.subscriptions.release([await subject.subscriptions.advance(lease, { position: 2, parked })]);
    }
    return name;
  };

  test('what waits for several shares of its keys is one event for operators', async () => {
    const name = await unclear();
    expect(await subject.subscriptions.parked(name)).toMatchObject([
      { key: 's', position: 1, shares: ['0/2', '1/2'] },
      { key: 's', position: 2, shares: ['1/2'] },
    ]);
    expect(await subject.subscriptions.parkedKeys(name)).toEqual(new Map([['s', 2]]));
    expect(await subject.subscriptions.status(name)).toMatchObject([{ parkedKeys: 1, parkedEvents: 2 }]);
    expect(await subject.subscriptions.retry(name, { key: 's' })).toBe(2);
    expect(await subject.subscriptions.dueRetries(name, 10)).toEqual([
      { key: 's', share: '0/2', position: 1 },
      { key: 's', share: '1/2', position: 1 },
      { key: 's', share: '1/2', position: 2 },
    ]);
    expect(await subject.subscriptions.drop(name, { position: 1 }, 'given up', 'anna')).toBe(1);
    expect(await subject.subscriptions.dropped(name)).toMatchObject([{ key: 's', shares: ['0/2', '1/2'] }]);
    expect(await subject.subscriptions.parkedCounts(name)).toEqual([{ key: 's', share: '1/2', events: 1 }]);
  });

  test('one share is tried again, and fails, for itself', async () => {
    const name = await unclear();
    await subject.subscriptions.retry(name);
    const lease = await subject.leaseOn(name, newProcess(), { segment: 1 });
    const again = { ...parking('s', 1, 'still no key'), share: '1/2' };
    const first = await subject.subscriptions.advance(lease, { position: 2, parked: [again] });
    expect(await subject.subscriptions.dueRetries(name, 10)).toEqual([{ key: 's', share: '0/2', position: 1 }]);
    const unparked = [{ key: 's', share: '1/2', position: 1 }];
    await subject.subscriptions.advance(first, { position: 2, unparked });
    expect(await subject.subscriptions.parked(name, { position: 1 })).toMatchObject([{ shares: ['0/2'] }]);
    expect(await subject.subscriptions.parked(name, { share: '1/2' })).toMatchObject([{ position: 2 }]);
  });

  test('a new division divides the shares, each for one of the new segments', async () => {
    const name = await unclear();
    const divide = async (segments: number) => {
      await subject.subscriptions.register([subscriptionOf({ name, segments })]);
      await subject.subscriptions.beat(signOf(newProcess(), [name]));
    };
    await divide(3);
    const sharesOf = async () => (await subject.subscriptions.parked(name)).map(({ shares }) => shares);
    expect(await sharesOf()).toEqual([
      ['0/6', '1/6', '2/6', '3/6', '4/6', '5/6'],
      ['1/6', '3/6', '5/6'],
    ]);
    await divide(1);
    expect((await sharesOf())[1]).toEqual(['1/6', '3/6', '5/6']);
  });

  test('what was dropped while it was tried loses the lease', async () => {
    const { name, lease } = await parked();
    await subject.subscriptions.drop(name, { key: 'b' }, 'given up', 'anna');
    const late = subject.subscriptions.advance(lease, { position: 5, unparked: [{ key: 'b', position: 2 }] });
    await expect(late).rejects.toMatchObject({ code: 'lease-lost' });
    expect(await subject.positionsOf(name)).toEqual([4]);
  });
}
