import { dateTime, DomainEvent, EncodedBy, EventType } from '@daybook/domain';
import { IsDate, IsOptional, IsString } from 'class-validator';
import { IsQuantity } from '../is-quantity.decorator.js';

/**
 * Pieces were put aside for an order: they are on hand, and available to no other.
 * @example { "store": "lisbon", "sku": "pen-blue", "orderId": "order-1", "quantity": 2, "expiresAt": "2026-02-01T12:30:00.000Z" }
 */
@EventType('stock.reserved', { version: 2 })
export class StockReserved extends DomainEvent<'stock.reserved'> {
  @IsString() readonly store!: string;
  @IsString() readonly sku!: string;
  @IsString() readonly orderId!: string;
  @IsQuantity() readonly quantity!: number;
  /** From when on it may be given up. Absent: never by itself. */
  @IsOptional() @IsDate() @EncodedBy(dateTime) readonly expiresAt?: Date;
}
