import { Aggregate, AggregateRoot, On } from '@daybook/domain';
import {
  PaymentAuthorised,
  PaymentCaptured,
  ShipmentAskedFor,
  ShipmentDelivered,
  StockPicked,
  StockReserved,
} from './fulfilment-events.js';

/** The goods of an order. */
@Aggregate('reservation')
export class Reservation extends AggregateRoot {
  isPicked = false;

  reserve(sku: string, quantity: number): void {
    this.apply(StockReserved.of({ sku, quantity }));
  }

  pick(): void {
    this.enforce({ code: 'stock-is-picked-once', holds: !this.isPicked, message: 'It was picked.' });
    this.apply(StockPicked.of({}));
  }

  @On(StockReserved) protected reserved(): void {}

  @On(StockPicked) protected picked(): void {
    this.isPicked = true;
  }
}

/** The money of an order. */
@Aggregate('payment')
export class Payment extends AggregateRoot {
  authorisedMinor = 0;

  authorise(amountMinor: number): void {
    this.apply(PaymentAuthorised.of({ amountMinor }));
  }

  capture(): void {
    this.enforce({ code: 'payment-is-authorised', holds: this.authorisedMinor > 0, message: 'Authorise it first.' });
    this.apply(PaymentCaptured.of({ amountMinor: this.authorisedMinor }));
  }

  @On(PaymentAuthorised) protected authorised({ amountMinor }: PaymentAuthorised): void {
    this.authorisedMinor = amountMinor;
  }

  @On(PaymentCaptured) protected captured(): void {
    this.authorisedMinor = 0;
  }
}

/** The parcel of an order. */
@Aggregate('shipment')
export class Shipment extends AggregateRoot {
  isDelivered = false;

  ask(): void {
    this.apply(ShipmentAskedFor.of({}));
  }

  deliver(): void {
    this.enforce({ code: 'shipment-is-delivered-once', holds: !this.isDelivered, message: 'It was delivered.' });
    this.apply(ShipmentDelivered.of({}));
  }

  @On(ShipmentAskedFor) protected asked(): void {}

  @On(ShipmentDelivered) protected delivered(): void {
    this.isDelivered = true;
  }
}
