import { DomainEvent, EventType } from '@daybook/domain';

@EventType('order.submitted')
export class OrderSubmitted extends DomainEvent<'order.submitted'> {
  readonly orderId!: string;
  readonly lines!: readonly string[];
}

@EventType('stock.reserved')
export class StockReserved extends DomainEvent<'stock.reserved'> {
  readonly orderId!: string;
  readonly sku!: string;
}

@EventType('payment.captured')
export class PaymentCaptured extends DomainEvent<'payment.captured'> {
  readonly orderId!: string;
}

@EventType('order.cancelled')
export class OrderCancelled extends DomainEvent<'order.cancelled'> {
  readonly orderId!: string;
}

@EventType('order.delivered')
export class OrderDelivered extends DomainEvent<'order.delivered'> {
  readonly orderId!: string;
}

/** Something in the same conversation, which names no order. */
@EventType('customer.warned')
export class CustomerWarned extends DomainEvent<'customer.warned'> {
  readonly note!: string;
}
