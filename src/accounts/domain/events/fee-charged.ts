import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/** The bank took what it asks for its service. */
@EventType('account.fee-charged')
export class FeeCharged extends DomainEvent<'account.fee-charged'> {
  @IsMinorUnits(1) readonly amountMinor!: number;
  /** What for: `statement-fee`. */
  @IsString() readonly reason!: string;
}
