import { createAggregate, replay } from '@daybook/domain';
import type { RecordedEvent } from '@daybook/event-store';
import { Order } from '../domain/order.js';
import { viewOf } from '../view-of.js';
import type { OrderStep } from './order-history.js';

/** The same life once more: each event, and the order as it has left it. */
export async function* replayedSteps(
  orderId: string,
  events: AsyncIterable<RecordedEvent>,
): AsyncGenerator<OrderStep, void, undefined> {
  const order = createAggregate(Order, orderId);
  for await (const recorded of events) {
    const { eventId, type, schemaVersion, version, position, data, metadata, occurredAt, recordedAt } = recorded;
    const { event, part, parts } = recorded;
    replay(order, event, { eventId, aggregateId: orderId, version, occurredAt, ...(parts > 1 && { part }) });
    const happened = { eventId, type, schemaVersion, version, position, data, metadata, occurredAt, recordedAt };
    yield { ...happened, order: viewOf(order) };
  }
}
