import { type EventMetadata, On } from '@daybook/domain';
import { type CommandRefusal, OnCommandRefused, OnDeadline, Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import {
  AskForShipment,
  AuthorisePayment,
  CapturePayment,
  Deliver,
  PickStock,
  ReserveStock,
} from './fulfilment-commands.js';
import {
  OrderSubmitted,
  PaymentAuthorised,
  PaymentCaptured,
  ShipmentAskedFor,
  ShipmentDelivered,
  StockPicked,
  StockReserved,
} from './fulfilment-events.js';

interface Fulfilment {
  totalMinor: number;
}

const itsOrder = (_event: unknown, { aggregateId }: EventMetadata): string => aggregateId;

/** What is measured: six commands, each answered by an event that leads to the next one; a deadline on the whole of it. */
@Saga('order-fulfilment')
export class OrderFulfilment extends SagaInstance<Fulfilment> {
  @StartsOn(OrderSubmitted, itsOrder) submitted({ sku, quantity, totalMinor }: OrderSubmitted): void {
    this.state.totalMinor = totalMinor;
    this.send(new ReserveStock(this.key, sku, quantity));
    this.deadline('delivered', '1h');
  }

  @On(StockReserved, itsOrder) reserved(): void {
    this.send(new AuthorisePayment(this.key, this.state.totalMinor));
  }

  @On(PaymentAuthorised, itsOrder) authorised(): void {
    this.send(new CapturePayment(this.key));
  }

  @On(PaymentCaptured, itsOrder) captured(): void {
    this.send(new PickStock(this.key));
  }

  @On(StockPicked, itsOrder) picked(): void {
    this.send(new AskForShipment(this.key));
  }

  @On(ShipmentAskedFor, itsOrder) asked(): void {
    this.send(new Deliver(this.key));
  }

  @On(ShipmentDelivered, itsOrder) delivered(): void {
    this.complete();
  }

  @OnCommandRefused(ReserveStock) outOfStock({ code }: CommandRefusal<ReserveStock>): void {
    this.compensate(code);
  }

  @OnDeadline('delivered') late(): void {
    this.compensate('late');
  }
}
