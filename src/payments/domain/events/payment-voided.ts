import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString, Matches } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/**
 * The money that was put aside is the account owner's to spend again; nothing was paid.
 * @example { "orderId": "order-7", "accountId": "alice", "amountMinor": 12442, "currency": "BRL", "reason": "order cancelled" }
 */
@EventType('payment.voided')
export class PaymentVoided extends DomainEvent<'payment.voided'> {
  @IsString() readonly orderId!: string;
  /** The account that pays. */
  @IsString() readonly accountId!: string;
  @IsMinorUnits(1) readonly amountMinor!: number;
  /** ISO 4217; the account's as well. */
  @Matches(/^[A-Z]{3}$/) readonly currency!: string;
  @IsOptional() @IsString() readonly reason?: string;
}
