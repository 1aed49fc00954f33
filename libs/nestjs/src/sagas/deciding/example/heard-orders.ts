import type { DomainEvent, Metadata } from '@daybook/domain';
import type { SagaChange } from '@daybook/event-store';
import { OrderCancelled, OrderSubmitted, PaymentCaptured, StockReserved } from '../../example/fulfilment-events.js';
import { OrderFulfilment } from '../../example/order-fulfilment.saga.js';
import { recorded } from '../../example/recorded.js';
import { KeptSaga, registered } from './kept-saga.js';

export const orderId = 'o-1';
export const submitted = OrderSubmitted.of({ orderId, lines: ['a', 'b'] });
export const reserved = (sku: string): StockReserved => StockReserved.of({ orderId, sku });
export const captured = PaymentCaptured.of({ orderId });
export const cancelled = OrderCancelled.of({ orderId });
export const saga = registered(OrderFulfilment);
export const metadata: Metadata = { correlationId: 'c-1', actor: 'customer:7', traceparent: '00-trace', tenant: 't' };

export function hear(order: KeptSaga, event: DomainEvent, history = false): SagaChange | undefined {
  return order.take({ kind: 'event', recorded: recorded(event, { position: 7, metadata }), history });
}

export function order(...events: readonly DomainEvent[]): KeptSaga {
  const kept = new KeptSaga(saga);
  for (const event of events) hear(kept, event);
  return kept;
}
