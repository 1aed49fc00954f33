import type { EventStore } from '@daybook/event-store';
import { FundsDeposited } from '../account/funds-deposited.js';
import { nextPayment } from '../account/payment.js';

const perAppend = 1_000;

/** Makes streams of so many events, several of them, so that not one is always warm; the ids of their aggregates. */
export async function fillStreams(store: EventStore, size: number): Promise<readonly string[]> {
  const count = Math.min(100, Math.max(2, Math.ceil(10_000 / size)));
  const ids = Array.from({ length: count }, (_, number) => `${size}-${number}`);
  for (let version = 0; version < size; version += perAppend) {
    await Promise.all(ids.map((id) => store.append(`account-${id}`, payments(size - version), { expected: version })));
  }
  return ids;
}

function payments(left: number): readonly FundsDeposited[] {
  return Array.from({ length: Math.min(perAppend, left) }, () => FundsDeposited.of(nextPayment()));
}
