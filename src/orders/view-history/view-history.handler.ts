import type { RecordedEvent } from '@daybook/event-store';
import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Order } from '../domain/order.js';
import { belongsToPast } from './belongs-to-past.js';
import type { OrderHistory, OrderStep } from './order-history.js';
import { replayedSteps } from './replayed-steps.js';
import { ViewHistory } from './view-history.query.js';

@QueryHandler(ViewHistory)
export class ViewHistoryHandler implements IQueryHandler<ViewHistory> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute(asked: ViewHistory): Promise<OrderHistory> {
    const { orderId, at, page } = asked;
    // Says what is wrong with a past that the order does not have, as the view of it does.
    if (at !== undefined) await this.orders.load(orderId, at);
    const steps: OrderStep[] = [];
    for await (const step of replayedSteps(orderId, this.#events(asked))) {
      if (step.version < page.from) continue;
      if (steps.length === page.limit) return { orderId, steps, nextFrom: step.version };
      steps.push(step);
    }
    return { orderId, steps, nextFrom: null };
  }

  async *#events({ orderId, at }: ViewHistory): AsyncGenerator<RecordedEvent, void, undefined> {
    for await (const recorded of this.orders.history(orderId)) {
      if (belongsToPast(recorded, at)) yield recorded;
    }
  }
}
