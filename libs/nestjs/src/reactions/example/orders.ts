import { Aggregate, AggregateRoot, DomainEvent, EventType, On } from '@daybook/domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AggregateRepository } from '../../commands/aggregate-repository.js';
import { InjectAggregateRepository } from '../../module/aggregate-repository.token.js';

@EventType('order.placed')
export class OrderPlaced extends DomainEvent<'order.placed'> {
  readonly email!: string;
}

@EventType('order.changed')
export class OrderChanged extends DomainEvent<'order.changed'> {
  readonly number!: number;
}

@EventType('order.shipped')
export class OrderShipped extends DomainEvent<'order.shipped'> {
  readonly by!: string;
}

/** What the specs of this folder react to. */
@Aggregate('order')
export class Order extends AggregateRoot {
  changes = 0;
  shipped: string[] = [];
  place(email: string): void {
    this.apply(OrderPlaced.of({ email }));
  }
  change(): void {
    this.apply(OrderChanged.of({ number: this.changes + 1 }));
  }
  ship(by: string): void {
    this.apply(OrderShipped.of({ by }));
  }
  @On(OrderPlaced) protected placed(): void {}
  @On(OrderChanged) protected changed(event: OrderChanged): void {
    this.changes = event.number;
  }
  @On(OrderShipped) protected sent(event: OrderShipped): void {
    this.shipped = [...this.shipped, event.by];
  }
}

export class ShipOrder {
  constructor(
    readonly orderId: string,
    readonly by: string,
  ) {}
}

@CommandHandler(ShipOrder)
export class ShipOrderHandler implements ICommandHandler<ShipOrder> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}
  async execute({ orderId, by }: ShipOrder): Promise<void> {
    await this.orders.update(orderId, (order) => order.ship(by));
  }
}
