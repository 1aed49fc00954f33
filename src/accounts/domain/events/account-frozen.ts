import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';

/** No more money may go out. */
@EventType('account.frozen')
export class AccountFrozen extends DomainEvent<'account.frozen'> {
  @IsOptional() @IsString() readonly reason?: string;
}
