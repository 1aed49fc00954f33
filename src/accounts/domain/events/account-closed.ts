import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';

/** The account is over. */
@EventType('account.closed')
export class AccountClosed extends DomainEvent<'account.closed'> {
  @IsOptional() @IsString() readonly reason?: string;
}
