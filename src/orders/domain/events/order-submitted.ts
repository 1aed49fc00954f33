import { DomainEvent, EventType, PersonalData } from '@daybook/domain';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { AreOrderLines } from '../are-order-lines.decorator.js';
import { type FulfilmentPlace, fulfilmentPlaces } from '../fulfilment-place.js';
import { IsCalendarDay } from '../is-calendar-day.decorator.js';
import { IsMinorUnits } from '../is-minor-units.decorator.js';
import type { OrderLine } from '../order-line.js';

/**
 * The shopper ordered what is in the cart, at what it costs. Says everything that is needed to fulfil it.
 * @example {
 *   "orderId": "order-7", "customerId": "customer-1", "accountId": "alice", "currency": "BRL",
 *   "lines": [{ "store": "store-3", "sku": "pen-blue", "quantity": 1, "priceMinor": 10990, "freightMinor": 2551 }],
 *   "goodsMinor": 10990, "freightMinor": 2551, "discountMinor": 1099, "totalMinor": 12442, "promisedOn": "2026-02-20"
 * }
 */
@EventType('order.submitted')
export class OrderSubmitted extends DomainEvent<'order.submitted'> {
  @IsString() readonly orderId!: string;
  @PersonalData() @IsString() readonly customerId!: string;
  /** The account that is to pay. */
  @IsString() readonly accountId!: string;
  @Matches(/^[A-Z]{3}$/) readonly currency!: string;
  @AreOrderLines() readonly lines!: readonly OrderLine[];
  @IsMinorUnits(0) readonly goodsMinor!: number;
  @IsMinorUnits(0) readonly freightMinor!: number;
  @IsMinorUnits(0) readonly discountMinor!: number;
  @IsMinorUnits(1) readonly totalMinor!: number;
  /** The day by which it was promised. */
  @IsOptional() @IsCalendarDay() readonly promisedOn?: string;
  /** Who takes it on from here. Left out: `here`. */
  @IsOptional() @IsIn(fulfilmentPlaces) readonly fulfilment?: FulfilmentPlace;
}
