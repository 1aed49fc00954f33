import { expect, test } from '@jest/globals';
import type { Lease } from '../../subscription/segment.js';
import type { SubscriptionStore } from '../../subscription/subscription-store.js';
import { ExampleStore } from '../example/example-store.js';
import { subscriptionsOn } from './example/subscriptions-on.js';
import { newSubscription, parking, signOf } from './example/subscriptions.js';

const example = ExampleStore.ofThisSpec();
const any = (below: number): number => Math.floor(Math.random() * below);

test('owners, operators and deployments at once: nobody waits for each other in a circle, no checkpoint goes back', async () => {
  const kinds = [newSubscription(), newSubscription(), newSubscription({ segments: 2 })];
  const names = kinds.map(({ name }) => name);
  await example.store.subscriptions.register(kinds);
  const until = performance.now() + 4_000;
  const counts = { moved: 0, lost: 0, divided: 0, operated: 0 };

  /** Holds what it can get, and moves it on with whatever there is to park and to try again. */
  const own = async (store: SubscriptionStore, id: string): Promise<void> => {
    let leases: readonly Lease[] = [];
    while (performance.now() < until) {
      const reports = leases.map((lease) => ({
        ...lease,
        checkpoint: lease.position,
        failure: any(2) ? 'x' : undefined,
      }));
      const { segments } = await store.beat(signOf(id, names, { reports, leaseMs: 1 + any(20) }));
      leases = await store.claim(id, segments, 1 + any(20));
      for (const lease of leases) {
        const { subscription, position } = lease;
        const unparked = await store.dueRetries(subscription, 2);
        const next = segments.find((one) => one.subscription === subscription)?.drainTo ?? position + 1 + any(3);
        const to = Math.max(next, position);
        const parked = any(2) ? [parking(`k${any(3)}`, to + 1, any(2) ? 'failed' : undefined)] : [];
        const progress = { position: to, parked, unparked };
        const moving = any(2) ? store.advance(lease, progress) : store.commit(lease, () => Promise.resolve(progress));
        const moved = await moving.catch((error: unknown) => error as { code: string });
        if ('code' in moved) {
          expect(moved.code).toBe('lease-lost');
          counts.lost++;
        } else {
          expect(moved.position).toBe(to);
          counts.moved++;
        }
      }
    }
  };

  const operate = async (store: SubscriptionStore): Promise<void> => {
    while (performance.now() < until) {
      const name = names[any(3)]!;
      await [
        () => store.retry(name),
        () => store.drop(name, { key: `k${any(3)}` }, 'x', 'y'),
        () => store.pause(name, 'x'),
        () => store.resume(name),
        () => store.status(),
      ][any(5)]!();
      counts.operated++;
    }
  };

  const deploy = async (store: SubscriptionStore): Promise<void> => {
    while (performance.now() < until) {
      await store.register(kinds.map((kind) => ({ ...kind, segments: 1 + any(3) })));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  };

  const watch = async (store: SubscriptionStore): Promise<void> => {
    const reached = new Map<string, readonly [position: number, segments: number]>();
    while (performance.now() < until) {
      for (const { name, position, segments } of await store.status()) {
        const [before, divided] = reached.get(name) ?? [0, segments.length];
        expect(position).toBeGreaterThanOrEqual(before);
        if (divided !== segments.length) counts.divided++;
        reached.set(name, [position, segments.length]);
      }
    }
  };

  const processes = [subscriptionsOn(example), subscriptionsOn(example)] as const;
  const [one, two] = [processes[0].subscriptions, processes[1].subscriptions];
  await Promise.all([own(one, 'a'), own(two, 'b'), own(two, 'c'), operate(one), deploy(two), watch(one)]);
  for (const { refusals } of processes) expect(refusals).toEqual([]);
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(3);
});
