import { DomainEvent, EventType } from '@daybook/domain';
import { IsString, Matches } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/**
 * The account has put the money aside: whoever is paid can have it.
 * @example { "orderId": "order-7", "accountId": "alice", "amountMinor": 12442, "currency": "BRL" }
 */
@EventType('payment.authorised')
export class PaymentAuthorised extends DomainEvent<'payment.authorised'> {
  @IsString() readonly orderId!: string;
  /** The account that pays. */
  @IsString() readonly accountId!: string;
  @IsMinorUnits(1) readonly amountMinor!: number;
  /** ISO 4217; the account's as well. */
  @Matches(/^[A-Z]{3}$/) readonly currency!: string;
}
