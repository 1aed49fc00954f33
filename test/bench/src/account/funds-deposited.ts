import { DomainEvent, EventType } from '@daybook/domain';
import { IsInt, IsPositive, IsString, MaxLength } from 'class-validator';

/** The event that is measured. With `paymentOf` it has about 200 bytes as JSON. */
@EventType('account.funds-deposited')
export class FundsDeposited extends DomainEvent<'account.funds-deposited'> {
  @IsInt() @IsPositive() readonly amountMinor!: number;
  @IsString() @MaxLength(3) readonly currency!: string;
  @IsString() @MaxLength(64) readonly reference!: string;
  @IsString() @MaxLength(34) readonly counterparty!: string;
  @IsString() @MaxLength(140) readonly remittance!: string;
}
