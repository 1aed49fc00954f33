import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AccountBalance } from './account-balance.js';
import { cursorText } from './account-cursor.js';
import type { AccountList } from './account-list.js';
import { orderOf } from './account-sort.js';
import { ListAccounts } from './list-accounts.query.js';

@QueryHandler(ListAccounts)
export class ListAccountsHandler implements IQueryHandler<ListAccounts> {
  constructor(@InjectRepository(AccountBalance) private readonly balances: Repository<AccountBalance>) {}

  async execute({ filter, sort, limit, after }: ListAccounts): Promise<AccountList> {
    const [field, direction] = orderOf(sort);
    const query = this.balances
      .createQueryBuilder('account')
      .orderBy(`account.${field}`, direction)
      .addOrderBy('account.accountId', direction)
      // One more than is asked for tells whether there is a next page.
      .limit(limit + 1);
    const { ownerId, status, minBalanceMinor } = filter;
    if (ownerId !== undefined) query.andWhere('account.ownerId = :ownerId', { ownerId });
    if (status !== undefined) query.andWhere('account.status = :status', { status });
    if (minBalanceMinor !== undefined) query.andWhere('account.balanceMinor >= :minBalanceMinor', { minBalanceMinor });
    if (after !== undefined) {
      const value = field === 'openedAt' ? new Date(after.value) : after.value;
      const beyond = direction === 'ASC' ? '>' : '<';
      query.andWhere(`(account.${field}, account.accountId) ${beyond} (:value, :accountId)`, {
        value,
        accountId: after.accountId,
      });
    }
    const rows = await query.getMany();
    const accounts = rows.slice(0, limit);
    const last = rows.length > limit ? accounts.at(-1) : undefined;
    const nextCursor = last && cursorText({ sort, value: Number(last[field]), accountId: last.accountId });
    return { accounts, nextCursor: nextCursor ?? null };
  }
}
