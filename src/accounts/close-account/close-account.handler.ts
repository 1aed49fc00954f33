import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { AccountChange } from '../contract/account-change.js';
import { Account } from '../domain/account.js';
import { CloseAccount } from './close-account.command.js';

@CommandHandler(CloseAccount)
export class CloseAccountHandler implements ICommandHandler<CloseAccount> {
  constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}

  async execute({ accountId, reason, recording }: CloseAccount): Promise<AccountChange> {
    return changeOf(await this.accounts.update(accountId, (account) => account.close(reason), recording));
  }
}
