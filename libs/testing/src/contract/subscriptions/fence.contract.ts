import { expect, test } from '@jest/globals';
import { notes } from '../contract-subject.js';
import { newProcess, parking, type SubscriptionSubject } from './subscription-subject.js';

const lost = { code: 'lease-lost' };

/** A segment is advanced under the lease that stands, with all that was written, or not at all. */
export function fenceContract(subject: SubscriptionSubject): void {
  test('a commit and an advance answer the lease with its new checkpoint', async () => {
    const lease = await subject.leaseOn(await subject.registered(), newProcess());
    const committed = await subject.subscriptions.commit(lease, async () => ({ position: 3 }));
    expect(committed).toEqual({ ...lease, position: 3 });
    expect(await subject.subscriptions.advance(committed, { position: 4 })).toEqual({ ...lease, position: 4 });
    expect(await subject.positionsOf(lease.subscription)).toEqual([4]);
  });

  test('an epoch from before is refused, also where the checkpoint is the same', async () => {
    const name = await subject.registered();
    const process = newProcess();
    const before = await subject.leaseOn(name, process);
    await subject.leaseOn(name, process);
    await expect(subject.subscriptions.advance(before, { position: 3 })).rejects.toMatchObject(lost);
    await expect(subject.subscriptions.stop(before, 'late')).rejects.toMatchObject(lost);
    expect(await subject.positionsOf(name)).toEqual([0]);
  });

  test('another checkpoint is refused, also where the epoch is the same', async () => {
    const lease = await subject.leaseOn(await subject.registered(), newProcess());
    await subject.subscriptions.advance(lease, { position: 3 });
    await expect(subject.subscriptions.advance(lease, { position: 5 })).rejects.toMatchObject(lost);
    expect(await subject.positionsOf(lease.subscription)).toEqual([3]);
  });

  test('of what the work has done and parked nothing is kept once the lease is lost', async () => {
    const name = await subject.registered();
    const lease = await subject.leaseOn(name, newProcess());
    const streamId = subject.stream();
    await subject.subscriptions.release([lease]);
    const commit = subject.subscriptions.commit(lease, async (manager) => {
      if (manager !== undefined) await subject.store.append(streamId, notes(1), { expected: 'noStream', manager });
      return { position: 3, parked: [parking('a', 3, 'broken')] };
    });
    await expect(commit).rejects.toMatchObject(lost);
    expect(await subject.versionsOf(streamId)).toEqual([]);
    expect(await subject.subscriptions.parkedKeys(name)).toEqual(new Map());
  });

  test('what the work throws is thrown, and nothing has moved', async () => {
    const lease = await subject.leaseOn(await subject.registered(), newProcess());
    const broken = new Error('The handler is broken.');
    await expect(subject.subscriptions.commit(lease, () => Promise.reject(broken))).rejects.toThrow(broken.message);
    expect(await subject.subscriptions.advance(lease, { position: 1 })).toMatchObject({ position: 1 });
  });
}
