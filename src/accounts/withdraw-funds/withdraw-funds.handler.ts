import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { AccountChange } from '../contract/account-change.js';
import { Account } from '../domain/account.js';
import { WithinOwnerLimit } from '../limit-owners/within-owner-limit.js';
import { WithdrawFunds } from './withdraw-funds.command.js';

@CommandHandler(WithdrawFunds)
export class WithdrawFundsHandler implements ICommandHandler<WithdrawFunds> {
  constructor(
    @InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>,
    private readonly ownerLimit: WithinOwnerLimit,
  ) {}

  execute({ accountId, amountMinor, reference, recording }: WithdrawFunds): Promise<AccountChange> {
    return this.ownerLimit.run(accountId, amountMinor, async () =>
      changeOf(await this.accounts.update(accountId, (account) => account.withdraw(amountMinor, reference), recording)),
    );
  }
}
