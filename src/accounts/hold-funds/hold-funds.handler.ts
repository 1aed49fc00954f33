import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { AccountChange } from '../contract/account-change.js';
import { Account } from '../domain/account.js';
import { WithinOwnerLimit } from '../limit-owners/within-owner-limit.js';
import { HoldFunds } from './hold-funds.command.js';

@CommandHandler(HoldFunds)
export class HoldFundsHandler implements ICommandHandler<HoldFunds> {
  constructor(
    @InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>,
    private readonly ownerLimit: WithinOwnerLimit,
  ) {}

  execute({ accountId, hold, recording }: HoldFunds): Promise<AccountChange> {
    return this.ownerLimit.run(accountId, hold.amountMinor, async () =>
      changeOf(await this.accounts.update(accountId, (account) => account.hold(hold), recording)),
    );
  }
}
