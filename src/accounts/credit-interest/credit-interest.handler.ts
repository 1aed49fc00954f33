import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { AccountChange } from '../contract/account-change.js';
import { Account } from '../domain/account.js';
import { CreditInterest } from './credit-interest.command.js';

@CommandHandler(CreditInterest)
export class CreditInterestHandler implements ICommandHandler<CreditInterest> {
  constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}

  async execute({ accountId, amountMinor, recording }: CreditInterest): Promise<AccountChange> {
    return changeOf(await this.accounts.update(accountId, (account) => account.creditInterest(amountMinor), recording));
  }
}
