import { AggregateRepository, InjectAggregateRepository, newAggregateId } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AccountOpening } from '../contract/account-opening.js';
import { Account } from '../domain/account.js';
import { AccountId } from '../domain/account-id.js';
import { OpenAccount } from './open-account.command.js';

@CommandHandler(OpenAccount)
export class OpenAccountHandler implements ICommandHandler<OpenAccount> {
  constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}

  async execute({
    accountId = AccountId.of(newAggregateId()),
    terms,
    recording,
  }: OpenAccount): Promise<AccountOpening> {
    const { version, position } = await this.accounts.create(accountId, (account) => account.open(terms), recording);
    return { accountId, version, position };
  }
}
