import { DomainEvent, EventType } from '@daybook/domain';
import { IsIn, IsString, Matches } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';
import { refusableSteps, type RefusableStep } from '../refusal.js';

/**
 * A rule of the account forbids what the payment asked of it. Nothing has moved, and the payment stands where it did.
 * @example {
 *   "orderId": "order-7", "accountId": "alice", "amountMinor": 12442, "currency": "BRL",
 *   "step": "authorisation", "code": "insufficient-funds", "reason": "The funds do not suffice."
 * }
 */
@EventType('payment.refused')
export class PaymentRefused extends DomainEvent<'payment.refused'> {
  @IsString() readonly orderId!: string;
  /** The account that pays. */
  @IsString() readonly accountId!: string;
  @IsMinorUnits(1) readonly amountMinor!: number;
  /** ISO 4217; the account's as well. */
  @Matches(/^[A-Z]{3}$/) readonly currency!: string;
  /** What was refused. */
  @IsIn(refusableSteps) readonly step!: RefusableStep;
  /** The code of the rule. */
  @IsString() readonly code!: string;
  /** For people: what the rule says. */
  @IsString() readonly reason!: string;
}
