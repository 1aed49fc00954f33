import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';
import { AreOrderLines } from '../are-order-lines.decorator.js';
import { IsCalendarDay } from '../is-calendar-day.decorator.js';
import type { OrderLine } from '../order-line.js';

/**
 * Everything is put aside and paid: the goods wait for a carrier. Whoever works for one hears of it, fetches them, and says so.
 * @example {
 *   "orderId": "order-7", "promisedOn": "2026-02-20",
 *   "lines": [{ "store": "store-3", "sku": "pen-blue", "quantity": 1, "priceMinor": 10990, "freightMinor": 2551 }]
 * }
 */
@EventType('order.shipment-requested')
export class OrderShipmentRequested extends DomainEvent<'order.shipment-requested'> {
  @IsString() readonly orderId!: string;
  /** What is to be fetched, and where. */
  @AreOrderLines() readonly lines!: readonly OrderLine[];
  /** The day by which it was promised. */
  @IsOptional() @IsCalendarDay() readonly promisedOn?: string;
}
