import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/**
 * Money that was put aside is the owner's to spend again.
 * @example { "holdId": "payment-7", "amountMinor": 12442 }
 */
@EventType('account.hold-released')
export class HoldReleased extends DomainEvent<'account.hold-released'> {
  @IsString() readonly holdId!: string;
  @IsMinorUnits(1) readonly amountMinor!: number;
}
