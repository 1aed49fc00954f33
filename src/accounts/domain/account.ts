import { afterEvents, Aggregate, AggregateRoot, type AppliedMetadata, On, whenLoadingExceeds } from '@daybook/domain';
import type { AccountStatus } from './account-status.js';
import { AccountClosed } from './events/account-closed.js';
import { AccountFrozen } from './events/account-frozen.js';
import { AccountOpened } from './events/account-opened.js';
import { AccountUnfrozen } from './events/account-unfrozen.js';
import { DepositReversed } from './events/deposit-reversed.js';
import { FeeCharged } from './events/fee-charged.js';
import { FundsDeposited } from './events/funds-deposited.js';
import { FundsHeld } from './events/funds-held.js';
import { FundsWithdrawn } from './events/funds-withdrawn.js';
import { HoldReleased } from './events/hold-released.js';
import { InterestCredited } from './events/interest-credited.js';
import { Money } from './money.js';
import { accountMustBeFrozen } from './rules/account-must-be-frozen.js';
import { accountMustBeOpen } from './rules/account-must-be-open.js';
import { accountMustBeUnopened } from './rules/account-must-be-unopened.js';
import { accountMustNotBeFrozen } from './rules/account-must-not-be-frozen.js';
import { amountMustBePositive } from './rules/amount-must-be-positive.js';
import { balanceMustBeZeroToClose } from './rules/balance-must-be-zero-to-close.js';
import { balanceMustStayCountable } from './rules/balance-must-stay-countable.js';
import { currencyMustBeThatOfTheAccount } from './rules/currency-must-be-that-of-the-account.js';
import { depositMustExist } from './rules/deposit-must-exist.js';
import { depositMustNotBeReversedTwice } from './rules/deposit-must-not-be-reversed-twice.js';
import { fundsMustSuffice } from './rules/funds-must-suffice.js';
import { holdMustBeNew } from './rules/hold-must-be-new.js';
import { holdMustExist } from './rules/hold-must-exist.js';
import { holdsMustBeSettledToClose } from './rules/holds-must-be-settled-to-close.js';

/** Money that is to be put aside. */
export interface HoldTerms {
  /** Under which name it will be taken or given up. */
  readonly holdId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reference?: string | undefined;
}

export interface AccountTerms {
  readonly ownerId: string;
  readonly currency: string;
  /** How far withdrawals may go below zero; null: without limit. */
  readonly overdraftLimitMinor: number | null;
}

/** A customer's money at the bank: takes it in, gives it out within its limit, and remembers each movement. */
@Aggregate('account', { snapshot: afterEvents(100).or(whenLoadingExceeds('500ms')) })
export class Account extends AggregateRoot {
  status: AccountStatus = 'unopened';
  ownerId = '';
  currency = '';
  overdraftLimitMinor: number | null = 0;
  balanceMinor = 0;
  /** The amount of each deposit, by its version: what can be reversed. */
  readonly deposits = new Map<number, number>();
  /** The versions of the deposits that have been taken back. */
  readonly reversed = new Set<number>();
  /** What is put aside, by the name under which it was. */
  readonly holds = new Map<string, number>();

  /** What is in the account, and not the owner's to spend. */
  get heldMinor(): number {
    return [...this.holds.values()].reduce((sum, amountMinor) => sum + amountMinor, 0);
  }

  open(terms: AccountTerms): void {
    this.enforce(accountMustBeUnopened(this.status));
    this.apply(AccountOpened.of({ ...terms }));
  }

  /** @param currency in which the amount is; without it that of the account */
  deposit(amountMinor: number, reference?: string, currency = this.currency): void {
    this.#mayChangeBy(amountMinor, 1);
    this.enforce(currencyMustBeThatOfTheAccount(currency, this.currency));
    const amount = Money.of({ minor: amountMinor, currency: this.currency });
    this.apply(FundsDeposited.of({ amount, ...(reference !== undefined && { reference }) }));
  }

  withdraw(amountMinor: number, reference?: string): void {
    this.#mayChangeBy(amountMinor, -1);
    this.enforce(accountMustNotBeFrozen(this.status));
    this.enforce(fundsMustSuffice(amountMinor, this, this.overdraftLimitMinor));
    this.apply(FundsWithdrawn.of({ amountMinor, ...(reference !== undefined && { reference }) }));
  }

  /** Puts money aside, as if it were withdrawn: nobody else can have it from now on. */
  hold({ holdId, amountMinor, currency, reference }: HoldTerms): void {
    this.#mayChangeBy(amountMinor, -1);
    this.enforce(currencyMustBeThatOfTheAccount(currency, this.currency));
    this.enforce(accountMustNotBeFrozen(this.status));
    this.enforce(holdMustBeNew(holdId, this.holds));
    this.enforce(fundsMustSuffice(amountMinor, this, this.overdraftLimitMinor));
    this.apply(FundsHeld.of({ holdId, amountMinor, ...(reference !== undefined && { reference }) }));
  }

  /** Pays out what was put aside. It was promised: whatever the bank has booked since, the funds suffice. */
  takeHold(holdId: string, reference?: string): void {
    this.enforce(holdMustExist(holdId, this.holds));
    const amountMinor = this.holds.get(holdId) ?? 0;
    this.#mayChangeBy(amountMinor, -1);
    this.enforce(accountMustNotBeFrozen(this.status));
    this.apply(FundsWithdrawn.of({ amountMinor, ...(reference !== undefined && { reference }), holdId }));
  }

  /** Gives up what was put aside; also in a frozen account, because nothing leaves it. */
  releaseHold(holdId: string): void {
    this.enforce(holdMustExist(holdId, this.holds));
    this.apply(HoldReleased.of({ holdId, amountMinor: this.holds.get(holdId) ?? 0 }));
  }

  /** The bank's own booking: no limit and no freeze stops it. */
  chargeFee(amountMinor: number, reason: string): void {
    this.#mayChangeBy(amountMinor, -1);
    this.apply(FeeCharged.of({ amountMinor, reason }));
  }

  creditInterest(amountMinor: number): void {
    this.#mayChangeBy(amountMinor, 1);
    this.apply(InterestCredited.of({ amountMinor }));
  }

  /** The bank's own correction: no limit and no freeze stops it, because that money was never the owner's. */
  reverseDeposit(depositVersion: number, reason: string): void {
    this.enforce(accountMustBeOpen(this.status));
    this.enforce(depositMustExist(depositVersion, this.deposits));
    this.enforce(depositMustNotBeReversedTwice(depositVersion, this.reversed));
    const amountMinor = this.deposits.get(depositVersion) ?? 0;
    this.enforce(balanceMustStayCountable(this.balanceMinor, -amountMinor));
    this.apply(DepositReversed.of({ depositVersion, amountMinor, reason }));
  }

  freeze(reason?: string): void {
    this.enforce(accountMustBeOpen(this.status));
    this.enforce(accountMustNotBeFrozen(this.status));
    this.apply(AccountFrozen.of(reason === undefined ? {} : { reason }));
  }

  unfreeze(reason?: string): void {
    this.enforce(accountMustBeOpen(this.status));
    this.enforce(accountMustBeFrozen(this.status));
    this.apply(AccountUnfrozen.of(reason === undefined ? {} : { reason }));
  }

  close(reason?: string): void {
    this.enforce(accountMustBeOpen(this.status));
    this.enforce(accountMustNotBeFrozen(this.status));
    this.enforce(balanceMustBeZeroToClose(this.balanceMinor));
    this.enforce(holdsMustBeSettledToClose(this.heldMinor));
    this.apply(AccountClosed.of(reason === undefined ? {} : { reason }));
  }

  #mayChangeBy(amountMinor: number, sign: 1 | -1): void {
    this.enforce(accountMustBeOpen(this.status));
    this.enforce(amountMustBePositive(amountMinor));
    this.enforce(balanceMustStayCountable(this.balanceMinor, sign * amountMinor));
  }

  @On(AccountOpened) protected opened({ ownerId, currency, overdraftLimitMinor }: AccountOpened): void {
    this.status = 'open';
    this.ownerId = ownerId;
    this.currency = currency;
    this.overdraftLimitMinor = overdraftLimitMinor;
  }

  @On(FundsDeposited) protected deposited({ amount }: FundsDeposited, { version }: AppliedMetadata): void {
    this.balanceMinor += amount.minor;
    this.deposits.set(version, amount.minor);
  }

  @On(InterestCredited) protected credited({ amountMinor }: InterestCredited): void {
    this.balanceMinor += amountMinor;
  }

  @On(FundsWithdrawn) protected withdrawn({ amountMinor, holdId }: FundsWithdrawn): void {
    this.balanceMinor -= amountMinor;
    if (holdId !== undefined) this.holds.delete(holdId);
  }

  @On(FeeCharged) protected charged({ amountMinor }: FeeCharged): void {
    this.balanceMinor -= amountMinor;
  }

  @On(FundsHeld) protected held({ holdId, amountMinor }: FundsHeld): void {
    this.holds.set(holdId, amountMinor);
  }

  @On(HoldReleased) protected holdReleased({ holdId }: HoldReleased): void {
    this.holds.delete(holdId);
  }

  @On(DepositReversed) protected depositReversed({ depositVersion, amountMinor }: DepositReversed): void {
    this.balanceMinor -= amountMinor;
    this.reversed.add(depositVersion);
  }

  @On(AccountFrozen) protected frozen(): void {
    this.status = 'frozen';
  }

  @On(AccountUnfrozen) protected unfrozen(): void {
    this.status = 'open';
  }

  @On(AccountClosed) protected closed(): void {
    this.status = 'closed';
  }
}
