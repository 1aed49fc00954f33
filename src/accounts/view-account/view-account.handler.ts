import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { AccountView } from '../contract/account-view.js';
import { Account } from '../domain/account.js';
import { ViewAccount } from './view-account.query.js';

@QueryHandler(ViewAccount)
export class ViewAccountHandler implements IQueryHandler<ViewAccount> {
  constructor(@InjectAggregateRepository(Account) private readonly accounts: AggregateRepository<Account>) {}

  async execute({ accountId, at }: ViewAccount): Promise<AccountView> {
    const { ownerId, currency, status, balanceMinor, heldMinor, version } = await this.accounts.load(accountId, at);
    const held = heldMinor === 0 ? {} : { heldMinor };
    return { accountId, ownerId, currency, status, balanceMinor, ...held, version };
  }
}
