import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { AccountChange } from '../contract/account-change.js';
import { Account } from '../domain/account.js';
import { UnfreezeAccount } from './unfreeze-account.command.js';

@CommandHandler(UnfreezeAccount)
export class UnfreezeAccountHandler implements ICommandHandler<UnfreezeAccount> {
  constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}

  async execute({ accountId, reason, recording }: UnfreezeAccount): Promise<AccountChange> {
    return changeOf(await this.accounts.update(accountId, (account) => account.unfreeze(reason), recording));
  }
}
