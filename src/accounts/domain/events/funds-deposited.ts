import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/** Money came in. */
@EventType('account.funds-deposited')
export class FundsDeposited extends DomainEvent<'account.funds-deposited'> {
  @IsMinorUnits(1) readonly amountMinor!: number;
  @IsOptional() @IsString() readonly reference?: string;
}
