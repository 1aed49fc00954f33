import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { AccountChange } from '../contract/account-change.js';
import { Account } from '../domain/account.js';
import { DepositFunds } from './deposit-funds.command.js';

@CommandHandler(DepositFunds)
export class DepositFundsHandler implements ICommandHandler<DepositFunds> {
  constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}

  async execute({ accountId, amountMinor, reference, recording, currency }: DepositFunds): Promise<AccountChange> {
    return changeOf(
      await this.accounts.update(accountId, (account) => account.deposit(amountMinor, reference, currency), recording),
    );
  }
}
