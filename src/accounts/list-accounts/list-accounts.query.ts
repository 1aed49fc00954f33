import { Query } from '@nestjs/cqrs';
import type { AccountCursor } from './account-cursor.js';
import type { AccountList } from './account-list.js';
import type { AccountSort } from './account-sort.js';

/** Which accounts are looked for; without any of them, all. */
export interface AccountFilter {
  readonly ownerId?: string | undefined;
  readonly status?: 'open' | 'frozen' | 'closed' | undefined;
  readonly minBalanceMinor?: number | undefined;
}

/** Which accounts are there, in an order, at most so many of those behind a place in it? */
export class ListAccounts extends Query<AccountList> {
  constructor(
    readonly filter: AccountFilter,
    readonly sort: AccountSort,
    readonly limit: number,
    readonly after?: AccountCursor,
  ) {
    super();
  }
}
