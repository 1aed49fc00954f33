import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { AccountChange } from '../contract/account-change.js';
import { Account } from '../domain/account.js';
import { ReverseDeposit } from './reverse-deposit.command.js';

@CommandHandler(ReverseDeposit)
export class ReverseDepositHandler implements ICommandHandler<ReverseDeposit> {
  constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}

  async execute({ accountId, depositVersion, reason, recording }: ReverseDeposit): Promise<AccountChange> {
    return changeOf(
      await this.accounts.update(accountId, (account) => account.reverseDeposit(depositVersion, reason), recording),
    );
  }
}
