import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { LeaseLost } from '../../../subscription/lease-lost.error.js';
import type { SubscriptionStore } from '../../../subscription/subscription-store.js';
import type { ExampleStore } from '../../example/example-store.js';
import { leaseOn } from './subscriptions.js';

/** What has come of two processes that take a segment from each other, again and again. */
export interface Struggle {
  /** The positions that were applied, in order; each should be there once. */
  readonly applied: readonly number[];
  /** How often a commit was refused because the lease was lost. */
  readonly refused: number;
}

/**
 * Two processes read one segment with leases that have run out as soon as they are had, and write down in their commits
 * what they have applied, up to a position. Each works for a moment before it commits.
 */
export async function twoOwners(
  example: ExampleStore,
  stores: readonly [SubscriptionStore, SubscriptionStore],
  subscription: string,
  upTo: number,
): Promise<Struggle> {
  await example.ask('CREATE TABLE IF NOT EXISTS public.applied (subscription text, position bigint)');
  await example.ask(`GRANT ALL ON public.applied TO ${example.database.applicationRole}`);
  let refused = 0;
  const read = async (store: SubscriptionStore, owner: string): Promise<void> => {
    for (;;) {
      const [lease] = await store.claim(owner, [{ subscription, segment: 0 }], 0.001);
      if (lease === undefined) continue;
      if (lease.position >= upTo) return;
      const next = lease.position + 1;
      try {
        await store.commit(lease, async (manager) => {
          await sleep(Math.random() * 4);
          const insert = 'INSERT INTO public.applied VALUES ($1, $2)';
          await (manager as EntityManager).query(insert, [subscription, next]);
          return { position: next };
        });
      } catch (error) {
        if (!(error instanceof LeaseLost)) throw error;
        refused++;
      }
    }
  };
  await Promise.all([read(stores[0], 'one'), read(stores[1], 'two')]);
  await leaseOn(stores[0], subscription, 'one');
  const applied = await example.ask('SELECT position FROM public.applied WHERE subscription = $1 ORDER BY 1', [
    subscription,
  ]);
  return { applied: applied.map(Number), refused };
}
