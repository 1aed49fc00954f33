import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString, Matches } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/**
 * Money that was paid is back in the account, all of it or a part.
 * @example { "orderId": "order-7", "accountId": "alice", "amountMinor": 2442, "currency": "BRL", "reason": "one item was broken" }
 */
@EventType('payment.refunded')
export class PaymentRefunded extends DomainEvent<'payment.refunded'> {
  @IsString() readonly orderId!: string;
  /** The account that pays. */
  @IsString() readonly accountId!: string;
  @IsMinorUnits(1) readonly amountMinor!: number;
  /** ISO 4217; the account's as well. */
  @Matches(/^[A-Z]{3}$/) readonly currency!: string;
  @IsOptional() @IsString() readonly reason?: string;
}
