import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';

/** Money may go out again. */
@EventType('account.unfrozen')
export class AccountUnfrozen extends DomainEvent<'account.unfrozen'> {
  @IsOptional() @IsString() readonly reason?: string;
}
