import { expect, test } from '@jest/globals';
import type { Subscription } from '@daybook/event-store';
import { newProcess, subscriptionOf, type SubscriptionSubject } from './subscription-subject.js';

const wrong: readonly (readonly [what: string, field: string, Partial<Subscription>])[] = [
  ...['', 'a\0b', 'a'.repeat(256)].map((name) => ['a name', 'subscriptions[0].name', { name }] as const),
  ...[0, -1, 1.5, 1e9, NaN].map(
    (segments) => [`${segments} segments`, 'subscriptions[0].segments', { segments }] as const,
  ),
  ...[-1, 0.5, Infinity].map((from) => [`a start of ${from}`, 'subscriptions[0].from', { from }] as const),
];

/** What is refused by a typed error that names the field, before anything is written. */
export function subscriptionBadInputContract(subject: SubscriptionSubject): void {
  test.each(wrong)('%s is refused: %s', async (_what, field, other) => {
    await expect(subject.subscriptions.register([subscriptionOf(other)])).rejects.toMatchObject({ field });
  });

  test.each([0, -1, NaN, Infinity])('a lease of %s ms is refused', async (leaseMs) => {
    const refused = subject.subscriptions.claim(newProcess(), [], leaseMs);
    await expect(refused).rejects.toMatchObject({ code: 'invalid-subscription', field: 'leaseMs' });
  });

  test.each([0, -1, 1.5])('a limit of %s is refused', async (limit) => {
    const name = await subject.registered();
    await expect(subject.subscriptions.dueRetries(name, limit)).rejects.toMatchObject({ field: 'limit' });
  });

  test('a checkpoint that goes back is refused', async () => {
    const lease = await subject.leaseOn(await subject.registered({ from: 5 }), newProcess());
    await expect(subject.subscriptions.advance(lease, { position: 4 })).rejects.toMatchObject({ field: 'position' });
    expect(await subject.positionsOf(lease.subscription)).toEqual([5]);
  });
}
