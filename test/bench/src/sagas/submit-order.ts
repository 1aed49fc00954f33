import type { EventStore } from '@daybook/event-store';
import { OrderSubmitted } from './fulfilment-events.js';
import { nowMicros } from './step-times.js';

let number = 0;

/** What an order is about; never the same twice. */
export function nextOrder(): { readonly sku: string; readonly quantity: number; readonly totalMinor: number } {
  number++;
  return { sku: `SKU-${String(number % 500).padStart(6, '0')}`, quantity: 1 + (number % 5), totalMinor: 100 + number };
}

/** Submits an order; answers when that was answered, in microseconds. */
export async function submitOrder(store: EventStore, orderId: string): Promise<number> {
  await store.append(`order-${orderId}`, [OrderSubmitted.of(nextOrder())], { expected: 'noStream' });
  return nowMicros();
}
