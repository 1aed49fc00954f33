import { On } from '@daybook/domain';
import type { CommandRefusal } from '../command-refusal.js';
import { OnCommandRefused } from '../on-command-refused.decorator.js';
import { OnDeadline } from '../on-deadline.decorator.js';
import { SagaInstance } from '../saga-instance.js';
import { Saga } from '../saga.decorator.js';
import { StartsOn } from '../starts-on.decorator.js';
import { CapturePayment, RefundPayment, ReleaseStock, ReserveStock, ShipOrder } from './fulfilment-commands.js';
import {
  CustomerWarned,
  OrderCancelled,
  OrderDelivered,
  OrderSubmitted,
  PaymentCaptured,
  StockReserved,
} from './fulfilment-events.js';

export interface FulfilmentState {
  readonly open: string[];
  paid?: boolean;
  refusedBy?: string;
  notes?: string[];
}

/** From the order to the delivery: every line is reserved, then the payment is captured, then it is shipped. */
@Saga('order-fulfilment', { version: 1 })
export class OrderFulfilment extends SagaInstance<FulfilmentState> {
  protected override begin(): FulfilmentState {
    return { open: [] };
  }

  @StartsOn(OrderSubmitted, (event) => event.orderId)
  submitted({ orderId, lines }: OrderSubmitted): void {
    this.state.open.push(...lines);
    for (const sku of lines) this.send(new ReserveStock(orderId, sku));
    this.deadline('payment', '30m');
  }

  @On(StockReserved, (event) => event.orderId)
  reserved({ orderId, sku }: StockReserved): void {
    this.state.open.splice(this.state.open.indexOf(sku), 1);
    this.compensateWith(new ReleaseStock(orderId, sku));
    if (this.state.open.length === 0) this.send(new CapturePayment(orderId));
  }

  @On(PaymentCaptured, (event) => event.orderId)
  captured({ orderId }: PaymentCaptured): void {
    this.state.paid = true;
    this.cancelDeadline('payment');
    this.compensateWith(new RefundPayment(orderId));
    this.send(new ShipOrder(orderId));
  }

  @On(OrderDelivered, (event) => event.orderId)
  delivered(): void {
    this.complete();
  }

  @On(OrderCancelled, (event) => event.orderId)
  cancelled(): void {
    this.compensate('the customer has cancelled');
  }

  @On(CustomerWarned)
  warned({ note }: CustomerWarned): void {
    (this.state.notes ??= []).push(note);
  }

  @OnDeadline('payment')
  overdue(): void {
    this.compensate('not paid in time');
  }

  @OnCommandRefused(ReserveStock)
  @OnCommandRefused(CapturePayment)
  refused({ code }: CommandRefusal): void {
    this.state.refusedBy = code;
    this.compensate(code);
  }
}
