import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/** Money went out, by the owner's order. */
@EventType('account.funds-withdrawn')
export class FundsWithdrawn extends DomainEvent<'account.funds-withdrawn'> {
  @IsMinorUnits(1) readonly amountMinor!: number;
  @IsOptional() @IsString() readonly reference?: string;
  /** Which hold was taken, if the money was put aside before. */
  @IsOptional() @IsString() readonly holdId?: string;
}
