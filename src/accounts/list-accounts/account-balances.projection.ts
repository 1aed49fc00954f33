import { type EventMetadata, On } from '@daybook/domain';
import { FoldProjection, Projection } from '@daybook/nestjs';
import { AccountClosed } from '../domain/events/account-closed.js';
import { AccountFrozen } from '../domain/events/account-frozen.js';
import { AccountOpened } from '../domain/events/account-opened.js';
import { AccountUnfrozen } from '../domain/events/account-unfrozen.js';
import { DepositReversed } from '../domain/events/deposit-reversed.js';
import { FeeCharged } from '../domain/events/fee-charged.js';
import { FundsDeposited } from '../domain/events/funds-deposited.js';
import { FundsWithdrawn } from '../domain/events/funds-withdrawn.js';
import { InterestCredited } from '../domain/events/interest-credited.js';
import { AccountBalance } from './account-balance.js';

/** All accounts with their balances, closed ones too. */
@Projection('account-balances', { version: 1, readModel: AccountBalance, categories: ['account'] })
export class AccountBalances extends FoldProjection<AccountBalance> {
  initial(accountId: string): AccountBalance {
    const unopened = { ownerId: '', currency: '', status: 'open', balanceMinor: 0, openedAt: new Date(0), version: 0 };
    return Object.assign(new AccountBalance(), { accountId, ...unopened });
  }

  @On(AccountOpened) opened(row: AccountBalance, { ownerId, currency }: AccountOpened, meta: EventMetadata): void {
    row.ownerId = ownerId;
    row.currency = currency;
    row.openedAt = meta.occurredAt;
    row.version = meta.version;
  }

  @On(FundsDeposited) deposited(row: AccountBalance, { amount }: FundsDeposited, meta: EventMetadata): void {
    row.balanceMinor += amount.minor;
    row.version = meta.version;
  }

  @On(InterestCredited) credited(row: AccountBalance, { amountMinor }: InterestCredited, meta: EventMetadata): void {
    row.balanceMinor += amountMinor;
    row.version = meta.version;
  }

  @On(FundsWithdrawn, FeeCharged, DepositReversed)
  debited(
    row: AccountBalance,
    { amountMinor }: FundsWithdrawn | FeeCharged | DepositReversed,
    meta: EventMetadata,
  ): void {
    row.balanceMinor -= amountMinor;
    row.version = meta.version;
  }

  @On(AccountFrozen) frozen(row: AccountBalance, _event: AccountFrozen, { version }: EventMetadata): void {
    row.status = 'frozen';
    row.version = version;
  }

  @On(AccountUnfrozen) unfrozen(row: AccountBalance, _event: AccountUnfrozen, { version }: EventMetadata): void {
    row.status = 'open';
    row.version = version;
  }

  @On(AccountClosed) closed(row: AccountBalance, _event: AccountClosed, { version }: EventMetadata): void {
    row.status = 'closed';
    row.version = version;
  }
}
