import { Aggregate, AggregateRoot, On } from '@daybook/domain';
import { NotedLate, OrderCancelled, OrderConfirmed, OrderSubmitted } from './saga-events.js';

/** What somebody wants to have. It is told that it is late as often as somebody says so. */
@Aggregate('order')
export class Order extends AggregateRoot {
  noteLate(of: string): void {
    this.apply(NotedLate.of({ of }));
  }

  @On(OrderSubmitted, OrderConfirmed, OrderCancelled, NotedLate) protected heard(): void {}
}
