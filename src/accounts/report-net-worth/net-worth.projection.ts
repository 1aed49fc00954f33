import { On } from '@daybook/domain';
import { FoldProjection, Projection } from '@daybook/nestjs';
import { AccountClosed } from '../domain/events/account-closed.js';
import { AccountOpened } from '../domain/events/account-opened.js';
import { DepositReversed } from '../domain/events/deposit-reversed.js';
import { FeeCharged } from '../domain/events/fee-charged.js';
import { FundsDeposited } from '../domain/events/funds-deposited.js';
import { FundsWithdrawn } from '../domain/events/funds-withdrawn.js';
import { InterestCredited } from '../domain/events/interest-credited.js';
import { AccountWorth } from './account-worth.js';

/**
 * What each account holds, as of any time: asked for a few times a month, and nearly always about the past. Nothing is kept
 * for it; each question reads the log.
 */
@Projection('net-worth', { version: 1, readModel: AccountWorth, mode: 'on-demand', categories: ['account'] })
export class NetWorth extends FoldProjection<AccountWorth> {
  initial(accountId: string): AccountWorth {
    return new AccountWorth(accountId);
  }

  @On(AccountOpened) opened(row: AccountWorth, { currency }: AccountOpened): void {
    row.currency = currency;
    row.isOpened = true;
  }

  @On(FundsDeposited) deposited(row: AccountWorth, { amount }: FundsDeposited): void {
    row.balanceMinor += amount.minor;
  }

  @On(InterestCredited) credited(row: AccountWorth, { amountMinor }: InterestCredited): void {
    row.balanceMinor += amountMinor;
  }

  @On(FundsWithdrawn, FeeCharged, DepositReversed)
  debited(row: AccountWorth, { amountMinor }: FundsWithdrawn | FeeCharged | DepositReversed): void {
    row.balanceMinor -= amountMinor;
  }

  /** It holds nothing any more, and is no account of the bank's. */
  @On(AccountClosed) closed(): null {
    return null;
  }
}
