import { given } from '@daybook/testing';
import { describe, test } from '@jest/globals';
import { Account } from './account.js';
import { AccountClosed } from './events/account-closed.js';
import { AccountFrozen } from './events/account-frozen.js';
import { AccountOpened } from './events/account-opened.js';
import { AccountUnfrozen } from './events/account-unfrozen.js';
import { DepositReversed } from './events/deposit-reversed.js';
import { FeeCharged } from './events/fee-charged.js';
import { FundsDeposited } from './events/funds-deposited.js';
import { FundsWithdrawn } from './events/funds-withdrawn.js';
import { InterestCredited } from './events/interest-credited.js';
import { Money } from './money.js';

const opened = (overdraftLimitMinor: number | null = 0) =>
  AccountOpened.of({ ownerId: 'o-1', currency: 'EUR', overdraftLimitMinor });
const deposited = (minor: number) => FundsDeposited.of({ amount: Money.of({ minor, currency: 'EUR' }) });
const withdrawn = (amountMinor: number) => FundsWithdrawn.of({ amountMinor });
const fee = (amountMinor: number) => FeeCharged.of({ amountMinor, reason: 'statement-fee' });
const reversed = (depositVersion: number, amountMinor: number) =>
  DepositReversed.of({ depositVersion, amountMinor, reason: 'bounced' });
const frozen = AccountFrozen.of();
const closed = AccountClosed.of();
const max = Number.MAX_SAFE_INTEGER;

describe('Opening an account', () => {
  const terms = { ownerId: 'o-1', currency: 'EUR', overdraftLimitMinor: 0 };

  test('states its terms', () =>
    given(Account)
      .when((account) => account.open(terms))
      .then(opened()));
  test('happens once', () =>
    given(Account, opened())
      .when((account) => account.open(terms))
      .refuses('account-must-be-unopened'));
  test('of one that was closed is no way back', () =>
    given(Account, opened(), closed)
      .when((account) => account.open(terms))
      .refuses('account-must-be-unopened'));
});

describe('A deposit', () => {
  test('takes money in', () =>
    given(Account, opened())
      .when((account) => account.deposit(100))
      .then(deposited(100)));
  test('keeps its reference', () =>
    given(Account, opened())
      .when((account) => account.deposit(100, 'salary'))
      .then(FundsDeposited.of({ amount: Money.of({ minor: 100, currency: 'EUR' }), reference: 'salary' })));
  test('names the currency of the account, if any', () => {
    given(Account, opened())
      .when((account) => account.deposit(100, undefined, 'EUR'))
      .then(deposited(100));
    given(Account, opened())
      .when((account) => account.deposit(100, undefined, 'BRL'))
      .refuses('currency-must-be-that-of-the-account');
  });
  test('is taken by a frozen account as well', () =>
    given(Account, opened(), frozen)
      .when((account) => account.deposit(100))
      .then(deposited(100)));
  test('needs an account', () =>
    given(Account)
      .when((account) => account.deposit(100))
      .refuses('account-must-be-open'));
  test('is refused by a closed account', () =>
    given(Account, opened(), closed)
      .when((account) => account.deposit(100))
      .refuses('account-must-be-open'));
  test('never makes a balance that is not exact', () => {
    given(Account, opened(), deposited(max - 1))
      .when((account) => account.deposit(1))
      .then(deposited(1));
    given(Account, opened(), deposited(max))
      .when((account) => account.deposit(1))
      .refuses('balance-must-stay-countable');
  });
  test.each([0, -1, 0.5, NaN, Infinity, max + 1])('of %p is refused', (amountMinor) =>
    given(Account, opened())
      .when((account) => account.deposit(amountMinor))
      .refuses('amount-must-be-positive'),
  );
});

describe('A withdrawal', () => {
  test('takes no more than there is', () => {
    given(Account, opened(), deposited(100))
      .when((account) => account.withdraw(100))
      .then(withdrawn(100));
    given(Account, opened(), deposited(100))
      .when((account) => account.withdraw(101))
      .refuses('insufficient-funds');
  });
  test('may use the overdraft, and no more', () => {
    given(Account, opened(50), deposited(100))
      .when((account) => account.withdraw(150))
      .then(withdrawn(150));
    given(Account, opened(50), deposited(100))
      .when((account) => account.withdraw(151))
      .refuses('insufficient-funds');
  });
  test('is not limited where the overdraft is not, but for what can be counted', () => {
    given(Account, opened(null))
      .when((account) => account.withdraw(max))
      .then(withdrawn(max));
    given(Account, opened(null), withdrawn(max))
      .when((account) => account.withdraw(1))
      .refuses('balance-must-stay-countable');
  });
  test('is refused by a frozen account until it is unfrozen', () => {
    given(Account, opened(), deposited(1), frozen)
      .when((account) => account.withdraw(1))
      .refuses('account-must-not-be-frozen');
    given(Account, opened(), deposited(1), frozen, AccountUnfrozen.of())
      .when((account) => account.withdraw(1))
      .then(withdrawn(1));
  });
  test('counts what fees, interest and reversals have changed', () =>
    given(
      Account,
      opened(),
      deposited(100),
      InterestCredited.of({ amountMinor: 5 }),
      fee(3),
      deposited(10),
      reversed(5, 10),
    )
      .when((account) => account.withdraw(103))
      .refuses('insufficient-funds'));
});

describe('The bank', () => {
  test('charges fees beyond every limit, also to a frozen account', () => {
    given(Account, opened())
      .when((account) => account.chargeFee(30, 'statement-fee'))
      .then(fee(30));
    given(Account, opened(), frozen)
      .when((account) => account.chargeFee(30, 'statement-fee'))
      .then(fee(30));
  });
  test('credits interest, also below zero', () =>
    given(Account, opened(), fee(30))
      .when((account) => account.creditInterest(5))
      .then(InterestCredited.of({ amountMinor: 5 })));
  test('books nothing on a closed account', () => {
    given(Account, opened(), closed)
      .when((account) => account.chargeFee(1, 'late'))
      .refuses('account-must-be-open');
    given(Account, opened(), closed)
      .when((account) => account.creditInterest(1))
      .refuses('account-must-be-open');
  });
});

describe('Reversing a deposit', () => {
  const reverse = (version: number) => (account: Account) => account.reverseDeposit(version, 'bounced');

  test('takes back what it brought, also what is spent already', () => {
    given(Account, opened(), deposited(100)).when(reverse(2)).then(reversed(2, 100));
    given(Account, opened(), deposited(100), withdrawn(100)).when(reverse(2)).then(reversed(2, 100));
    given(Account, opened(), deposited(100), frozen).when(reverse(2)).then(reversed(2, 100));
  });
  test('needs a deposit at that version', () => {
    given(Account, opened(), deposited(100)).when(reverse(1)).refuses('deposit-must-exist');
    given(Account, opened(), deposited(100)).when(reverse(3)).refuses('deposit-must-exist');
  });
  test('happens once for each deposit', () => {
    const past = [opened(), deposited(100), deposited(50), reversed(2, 100)];
    given(Account, ...past)
      .when(reverse(2))
      .refuses('deposit-must-not-be-reversed-twice');
    given(Account, ...past)
      .when(reverse(3))
      .then(reversed(3, 50));
  });
});

describe('An account', () => {
  test('is frozen and unfrozen, for a reason or without', () => {
    given(Account, opened())
      .when((account) => account.freeze('court order'))
      .then(AccountFrozen.of({ reason: 'court order' }));
    given(Account, opened(), frozen)
      .when((account) => account.unfreeze())
      .then(AccountUnfrozen.of());
  });
  test('is not frozen twice, nor unfrozen without having been frozen', () => {
    given(Account, opened(), frozen)
      .when((account) => account.freeze())
      .refuses('account-must-not-be-frozen');
    given(Account, opened())
      .when((account) => account.unfreeze())
      .refuses('account-must-be-frozen');
  });
  test('is closed when nothing is owed', () => {
    given(Account, opened())
      .when((account) => account.close())
      .then(closed);
    given(Account, opened(), deposited(1))
      .when((account) => account.close())
      .refuses('balance-must-be-zero-to-close');
    given(Account, opened(), fee(1))
      .when((account) => account.close())
      .refuses('balance-must-be-zero-to-close');
  });
  test('is not closed while it is frozen, nor twice', () => {
    given(Account, opened(), frozen)
      .when((account) => account.close())
      .refuses('account-must-not-be-frozen');
    given(Account, opened(), closed)
      .when((account) => account.close())
      .refuses('account-must-be-open');
  });
});
