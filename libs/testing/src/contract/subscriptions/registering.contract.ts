import { expect, test } from '@jest/globals';
import { newProcess, signOf, subscriptionOf, type SubscriptionSubject } from './subscription-subject.js';

/** When and where a subscription begins, and what becomes of it when it is registered anew. */
export function registeringContract(subject: SubscriptionSubject): void {
  test('one begins at the beginning, after a position, or at what comes', async () => {
    await subject.streamOf(3);
    const head = await subject.store.head();
    expect(await subject.positionsOf(await subject.registered({ from: 0 }))).toEqual([0]);
    expect(await subject.positionsOf(await subject.registered({ from: 2 }))).toEqual([2]);
    expect(await subject.positionsOf(await subject.registered({ from: 'now' }))).toEqual([head]);
  });

  test('it begins once: whoever registers it again finds it where it is', async () => {
    const wanted = subscriptionOf({ segments: 2 });
    await subject.subscriptions.register([wanted]);
    const lease = await subject.leaseOn(wanted.name, newProcess());
    await subject.subscriptions.advance(lease, { position: 7 });
    await subject.subscriptions.register([{ ...wanted, from: 3 }]);
    expect(await subject.positionsOf(wanted.name)).toEqual([7, 0]);
  });

  test('several processes at once begin it once', async () => {
    const wanted = subscriptionOf({ segments: 3 });
    await Promise.all([1, 2, 3, 4].map((from) => subject.subscriptions.register([{ ...wanted, from }])));
    const positions = await subject.positionsOf(wanted.name);
    expect(positions).toHaveLength(3);
    expect(new Set(positions).size).toBe(1);
  });

  test('the filter becomes the one that was given last', async () => {
    const wanted = subscriptionOf({ types: ['a'], categories: ['one'] });
    await subject.subscriptions.register([wanted]);
    await subject.subscriptions.register([{ ...wanted, types: ['a', 'b'], categories: undefined }]);
    const [status] = await subject.subscriptions.status(wanted.name);
    expect(status).toMatchObject({ types: ['a', 'b'], categories: undefined });
  });

  test('another number of segments drains the old ones to one position, and replaces them there', async () => {
    const wanted = subscriptionOf({ segments: 2 });
    const { name } = wanted;
    const process = newProcess();
    await subject.subscriptions.register([wanted]);
    const first = await subject.leaseOn(name, process);
    const second = await subject.leaseOn(name, process, { segment: 1 });
    await subject.subscriptions.advance(first, { position: 9 });
    await subject.subscriptions.register([{ ...wanted, segments: 3 }]);

    const draining = (await subject.subscriptions.beat(signOf(process, [name]))).segments;
    expect(draining.map(({ drainTo, segments }) => [drainTo, segments])).toEqual([
      [9, 2],
      [9, 2],
    ]);
    const drained = await subject.subscriptions.advance(second, { position: 9 });
    const divided = (await subject.subscriptions.beat(signOf(process, [name]))).segments;
    expect(divided.map(({ position, drainTo, owner }) => [position, drainTo, owner])).toEqual(
      Array.from({ length: 3 }, () => [9, undefined, undefined]),
    );
    const late = subject.subscriptions.advance(drained, { position: 10 });
    await expect(late).rejects.toMatchObject({ code: 'lease-lost' });
  });
}
