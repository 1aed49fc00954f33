import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { AccountChange } from '../contract/account-change.js';
import { Account } from '../domain/account.js';
import { WithinOwnerLimit } from '../limit-owners/within-owner-limit.js';
import { TakeHold } from './take-hold.command.js';

@CommandHandler(TakeHold)
export class TakeHoldHandler implements ICommandHandler<TakeHold> {
  constructor(
    @InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>,
    private readonly ownerLimit: WithinOwnerLimit,
  ) {}

  async execute({ accountId, holdId, reference, recording }: TakeHold): Promise<AccountChange> {
    // What is held under one name does not change; where nothing is, the decision says so.
    const amountMinor = (await this.accounts.load(accountId)).holds.get(holdId) ?? 0;
    return this.ownerLimit.run(accountId, amountMinor, async () =>
      changeOf(await this.accounts.update(accountId, (account) => account.takeHold(holdId, reference), recording)),
    );
  }
}
