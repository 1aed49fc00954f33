import { given } from '@daybook/testing';
import { describe, test } from '@jest/globals';
import { Account } from './account.js';
import { AccountClosed } from './events/account-closed.js';
import { AccountFrozen } from './events/account-frozen.js';
import { AccountOpened } from './events/account-opened.js';
import { FeeCharged } from './events/fee-charged.js';
import { FundsDeposited } from './events/funds-deposited.js';
import { FundsHeld } from './events/funds-held.js';
import { FundsWithdrawn } from './events/funds-withdrawn.js';
import { HoldReleased } from './events/hold-released.js';
import { Money } from './money.js';

const opened = (overdraftLimitMinor: number | null = 0) =>
  AccountOpened.of({ ownerId: 'o-1', currency: 'EUR', overdraftLimitMinor });
const deposited = FundsDeposited.of({ amount: Money.of({ minor: 100, currency: 'EUR' }) });
const frozen = AccountFrozen.of();
const held = FundsHeld.of({ holdId: 'h-1', amountMinor: 60 });
const released = HoldReleased.of({ holdId: 'h-1', amountMinor: 60 });
const taken = FundsWithdrawn.of({ holdId: 'h-1', amountMinor: 60 });
const hold =
  (amountMinor: number, more: { holdId?: string; currency?: string; reference?: string } = {}) =>
  (account: Account) =>
    account.hold({ holdId: 'h-1', amountMinor, currency: 'EUR', ...more });

describe('A hold', () => {
  test('puts money aside that is there, or may be overdrawn', () => {
    given(Account, opened(), deposited).when(hold(60)).then(held);
    given(Account, opened(60)).when(hold(60)).then(held);
    given(Account, opened(null)).when(hold(60)).then(held);
    given(Account, opened(59)).when(hold(60)).refuses('insufficient-funds');
    given(Account, opened(), deposited)
      .when(hold(60, { reference: 'order-1' }))
      .then(FundsHeld.of({ holdId: 'h-1', amountMinor: 60, reference: 'order-1' }));
  });

  test('leaves the rest alone to withdraw, and to hold', () => {
    given(Account, opened(), deposited, held)
      .when((account) => account.withdraw(40))
      .then(FundsWithdrawn.of({ amountMinor: 40 }));
    given(Account, opened(), deposited, held)
      .when((account) => account.withdraw(41))
      .refuses('insufficient-funds');
    given(Account, opened(), deposited, held)
      .when(hold(41, { holdId: 'h-2' }))
      .refuses('insufficient-funds');
  });

  test('has a name of its own while it stands', () => {
    given(Account, opened(), deposited, held).when(hold(1)).refuses('hold-must-be-new');
    given(Account, opened(), deposited, held, released).when(hold(60)).then(held);
  });

  test.each([0, -1, 0.5, Number.NaN])('is never of %p', (amountMinor) => {
    given(Account, opened(null)).when(hold(amountMinor)).refuses('amount-must-be-positive');
  });

  test('is in the currency of the account, in one that is open and not frozen', () => {
    given(Account, opened(), deposited)
      .when(hold(60, { currency: 'BRL' }))
      .refuses('currency-must-be-that-of-the-account');
    given(Account, opened(), deposited, frozen).when(hold(60)).refuses('account-must-not-be-frozen');
    given(Account).when(hold(60)).refuses('account-must-be-open');
    given(Account, opened(), AccountClosed.of()).when(hold(60)).refuses('account-must-be-open');
  });
});

describe('What is held', () => {
  const take = (account: Account) => account.takeHold('h-1');
  const release = (account: Account) => account.releaseHold('h-1');

  test('is taken as a whole, once, and says as what', () => {
    given(Account, opened(), deposited, held).when(take).then(taken);
    given(Account, opened(), deposited, held)
      .when((account) => account.takeHold('h-1', 'order-1'))
      .then(FundsWithdrawn.of({ holdId: 'h-1', amountMinor: 60, reference: 'order-1' }));
    given(Account, opened(), deposited, held, taken).when(take).refuses('hold-must-exist');
    given(Account, opened(), deposited).when(take).refuses('hold-must-exist');
  });

  test('was promised: what the bank has charged since does not stop it, a freeze does', () => {
    given(Account, opened(), deposited, held, FeeCharged.of({ amountMinor: 90, reason: 'fee' }))
      .when(take)
      .then(taken);
    given(Account, opened(), deposited, held, frozen).when(take).refuses('account-must-not-be-frozen');
  });

  test('is released, once, also in a frozen account', () => {
    given(Account, opened(), deposited, held).when(release).then(released);
    given(Account, opened(), deposited, held, frozen).when(release).then(released);
    given(Account, opened(), deposited, held, released).when(release).refuses('hold-must-exist');
    given(Account, opened(), deposited, held, taken).when(release).refuses('hold-must-exist');
  });

  test('can be spent when it is released, and is gone when it is taken', () => {
    given(Account, opened(), deposited, held, released)
      .when((account) => account.withdraw(100))
      .then(FundsWithdrawn.of({ amountMinor: 100 }));
    given(Account, opened(), deposited, held, taken)
      .when((account) => account.withdraw(41))
      .refuses('insufficient-funds');
  });

  test('keeps an account from being closed', () => {
    const close = (account: Account) => account.close();
    given(Account, opened(60), held).when(close).refuses('holds-must-be-settled-to-close');
    given(Account, opened(60), held, released).when(close).then(AccountClosed.of());
  });
});
