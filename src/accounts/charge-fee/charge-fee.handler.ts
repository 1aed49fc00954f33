import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { AccountChange } from '../contract/account-change.js';
import { Account } from '../domain/account.js';
import { ChargeFee } from './charge-fee.command.js';

@CommandHandler(ChargeFee)
export class ChargeFeeHandler implements ICommandHandler<ChargeFee> {
  constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}

  async execute({ accountId, amountMinor, reason, recording }: ChargeFee): Promise<AccountChange> {
    return changeOf(
      await this.accounts.update(accountId, (account) => account.chargeFee(amountMinor, reason), recording),
    );
  }
}
