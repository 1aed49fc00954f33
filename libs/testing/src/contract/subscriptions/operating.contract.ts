import { expect, test } from '@jest/globals';
import { newProcess, signOf, type SubscriptionSubject } from './subscription-subject.js';

/** What operators see and do, and what has come into the log. */
export function operatingContract(subject: SubscriptionSubject): void {
  test('one that was paused or has stopped is halted until it is resumed', async () => {
    const name = await subject.registered();
    const process = newProcess();
    const lease = await subject.leaseOn(name, process);
    const seen = async () => (await subject.subscriptions.beat(signOf(process, [name]))).segments[0];
    const before = await seen();
    expect(await subject.subscriptions.pause(name, 'a migration')).toBe(true);
    expect(await seen()).toMatchObject({ halted: true });
    expect((await seen())?.revision).toBeGreaterThan(before?.revision ?? 0);
    await subject.subscriptions.resume(name);
    expect(await seen()).toMatchObject({ halted: false });
    await subject.subscriptions.stop(lease, 'too much is parked');
    expect(await seen()).toMatchObject({ halted: true });
    const [status] = await subject.subscriptions.status(name);
    expect(status).toMatchObject({ paused: undefined, stopped: { reason: 'too much is parked' } });
  });

  test('nothing is done to one that nobody has registered', async () => {
    const { subscriptions } = subject;
    expect(await subscriptions.pause('nobody', 'why')).toBe(false);
    expect(await subscriptions.resume('nobody')).toBe(false);
    expect(await subscriptions.remove('nobody')).toBe(false);
    expect(await subscriptions.retry('nobody')).toBe(0);
    expect(await subscriptions.status('nobody')).toEqual([]);
    expect(await subscriptions.claim(newProcess(), [{ subscription: 'nobody', segment: 0 }], 1_000)).toEqual([]);
  });

  test('how far one lags behind counts the events that it wants', async () => {
    const category = subject.category();
    const name = await subject.registered({ categories: [category], from: await subject.store.head() });
    await subject.streamOf(2);
    expect((await subject.subscriptions.status(name))[0]).toMatchObject({ lagEvents: 0, lagMs: 0 });
    await subject.streamOf(3, category);
    const [status] = await subject.subscriptions.status(name);
    expect(status).toMatchObject({ lagEvents: 3, head: await subject.store.head() });
    expect(status?.lagMs).toBeGreaterThanOrEqual(0);
  });

  test('one that was removed is forgotten, with all that it has left', async () => {
    const name = await subject.registered();
    const lease = await subject.leaseOn(name, newProcess());
    expect(await subject.subscriptions.remove(name)).toBe(true);
    expect(await subject.subscriptions.status(name)).toEqual([]);
    await expect(subject.subscriptions.advance(lease, { position: 1 })).rejects.toMatchObject({ code: 'lease-lost' });
  });

  test('news tell which kinds have come, each once, and up to where', async () => {
    const [one, other] = [subject.category(), subject.category()];
    const before = await subject.store.head();
    expect(await subject.subscriptions.news(before)).toEqual({ to: before, more: false, kinds: [] });
    await subject.streamOf(2, one);
    await subject.streamOf(1, other);
    const { to, more, kinds } = await subject.subscriptions.news(before);
    expect([to, more]).toEqual([await subject.store.head(), false]);
    expect(kinds.map(({ category }) => category).sort()).toEqual([one, other].sort());
  });
}
