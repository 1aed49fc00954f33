import { DomainEvent, EventType } from '@daybook/domain';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/** The bank paid for the use of the money. */
@EventType('account.interest-credited')
export class InterestCredited extends DomainEvent<'account.interest-credited'> {
  @IsMinorUnits(1) readonly amountMinor!: number;
}
