import { DomainEvent, EventType } from '@daybook/domain';
import { IsInt, IsPositive, IsString, MaxLength } from 'class-validator';

/** What begins a fulfilment. */
@EventType('order.submitted')
export class OrderSubmitted extends DomainEvent<'order.submitted'> {
  @IsString() @MaxLength(64) readonly sku!: string;
  @IsInt() @IsPositive() readonly quantity!: number;
  @IsInt() @IsPositive() readonly totalMinor!: number;
}

@EventType('reservation.made')
export class StockReserved extends DomainEvent<'reservation.made'> {
  @IsString() @MaxLength(64) readonly sku!: string;
  @IsInt() @IsPositive() readonly quantity!: number;
}

@EventType('payment.authorised')
export class PaymentAuthorised extends DomainEvent<'payment.authorised'> {
  @IsInt() @IsPositive() readonly amountMinor!: number;
}

@EventType('payment.captured')
export class PaymentCaptured extends DomainEvent<'payment.captured'> {
  @IsInt() @IsPositive() readonly amountMinor!: number;
}

@EventType('reservation.picked')
export class StockPicked extends DomainEvent<'reservation.picked'> {}

@EventType('shipment.asked-for')
export class ShipmentAskedFor extends DomainEvent<'shipment.asked-for'> {}

@EventType('shipment.delivered')
export class ShipmentDelivered extends DomainEvent<'shipment.delivered'> {}
