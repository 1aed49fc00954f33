import { DomainEvent, EventType, PersonalData } from '@daybook/domain';
import { IsString, Matches } from 'class-validator';

/**
 * A shopper took a cart, with nothing in it.
 * @example { "orderId": "order-7", "customerId": "customer-1", "currency": "BRL" }
 */
@EventType('order.begun')
export class OrderBegun extends DomainEvent<'order.begun'> {
  @IsString() readonly orderId!: string;
  @PersonalData() @IsString() readonly customerId!: string;
  /** ISO 4217. All amounts of the order are in its minor units. */
  @Matches(/^[A-Z]{3}$/) readonly currency!: string;
}
