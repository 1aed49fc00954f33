import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';

/**
 * The goods have left, and are on their way.
 * @example { "orderId": "order-7", "carrier": "correios", "trackingNumber": "BR123" }
 */
@EventType('order.handed-to-carrier')
export class OrderHandedToCarrier extends DomainEvent<'order.handed-to-carrier'> {
  @IsString() readonly orderId!: string;
  @IsOptional() @IsString() readonly carrier?: string;
  @IsOptional() @IsString() readonly trackingNumber?: string;
}
