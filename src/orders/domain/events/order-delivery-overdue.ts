import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';
import { IsCalendarDay } from '../is-calendar-day.decorator.js';

/**
 * The goods have left, and have not arrived when they should have. Changes nothing where the order stands: they may come late.
 * @example { "orderId": "order-7", "promisedOn": "2026-02-20" }
 */
@EventType('order.delivery-overdue')
export class OrderDeliveryOverdue extends DomainEvent<'order.delivery-overdue'> {
  @IsString() readonly orderId!: string;
  /** The day by which they were promised. */
  @IsOptional() @IsCalendarDay() readonly promisedOn?: string;
}
