import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/**
 * Money was put aside for somebody who may take it later: it is still in the account, and nobody else can have it.
 * @example { "holdId": "payment-7", "amountMinor": 12442, "reference": "order-7" }
 */
@EventType('account.funds-held')
export class FundsHeld extends DomainEvent<'account.funds-held'> {
  /** Under which name it is taken or given up; the one who asked for it has chosen it. */
  @IsString() readonly holdId!: string;
  @IsMinorUnits(1) readonly amountMinor!: number;
  @IsOptional() @IsString() readonly reference?: string;
}
