import { DomainEvent, EventType } from '@daybook/domain';
import { IsInt, IsString, Min } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/** A deposit was found to be wrong and is taken back. The deposit itself stays in the history: it did happen. */
@EventType('account.deposit-reversed')
export class DepositReversed extends DomainEvent<'account.deposit-reversed'> {
  /** Which deposit: the version of its event. */
  @IsInt() @Min(1) readonly depositVersion!: number;
  @IsMinorUnits(1) readonly amountMinor!: number;
  @IsString() readonly reason!: string;
}
