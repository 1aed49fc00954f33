import type { EventStore } from '@daybook/event-store';
import { FundsDeposited } from '../account/funds-deposited.js';
import { nextPayment } from '../account/payment.js';

const perAppend = 1_000;

/** Makes streams of so many events, several of them, so that not one is always warm; the ids of their aggregates. */
export async function fillStreams(store: EventStore, size: number, name = String(size)): Promise<readonly string[]> {
  const count = Math.min(100, Math.max(2, Math.ceil(10_000 / size)));
  const ids = Array.from({ length: count }, (_, number) => `${name}-${number}`);
  for (let version = 0; version < size; version += perAppend) {
    await Promise.all(ids.map((id) => store.append(`account-${id}`, payments(size - version), { expected: version })));
  }
  return ids;
}

/** Goes on with one stream, from a version to another one. */
export async function fillStream(store: EventStore, id: string, from: number, to: number): Promise<void> {
  for (let version = from; version < to; version += perAppend) {
    await store.append(`account-${id}`, payments(to - version), { expected: version });
  }
}

function payments(left: number): readonly FundsDeposited[] {
  return Array.from({ length: Math.min(perAppend, left) }, () => FundsDeposited.of(nextPayment()));
}
