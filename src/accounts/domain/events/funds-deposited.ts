import { DomainEvent, EncodedBy, EventType, valueObject } from '@daybook/domain';
import { IsDefined, IsOptional, IsString, ValidateNested } from 'class-validator';
import { Money } from '../money.js';

/** Money came in. */
@EventType('account.funds-deposited', { version: 3 })
export class FundsDeposited extends DomainEvent<'account.funds-deposited'> {
  @IsDefined() @ValidateNested() @EncodedBy(valueObject(Money)) readonly amount!: Money;
  @IsOptional() @IsString() readonly reference?: string;
}
