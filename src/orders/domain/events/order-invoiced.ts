import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';

/**
 * The invoice that goes with the goods was written.
 * @example { "orderId": "order-7", "invoiceNumber": "2026-000123" }
 */
@EventType('order.invoiced')
export class OrderInvoiced extends DomainEvent<'order.invoiced'> {
  @IsString() readonly orderId!: string;
  @IsOptional() @IsString() readonly invoiceNumber?: string;
}
