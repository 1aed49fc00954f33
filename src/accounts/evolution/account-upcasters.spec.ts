import { EventTypeRegistry, UpcasterChain } from '@daybook/event-store';
import { upcasting } from '@daybook/testing';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AccountFrozen } from '../domain/events/account-frozen.js';
import { AccountOpened } from '../domain/events/account-opened.js';
import { FundsDeposited } from '../domain/events/funds-deposited.js';
import { AccountBlockedToFrozen } from './account-blocked-to-frozen.upcaster.js';
import { AccountOpenedWithDepositInTwo } from './account-opened-with-deposit-in-two.upcaster.js';
import { FundsDepositedV1ToV2 } from './funds-deposited-v1-to-v2.upcaster.js';
import { FundsDepositedV2ToV3 } from './funds-deposited-v2-to-v3.upcaster.js';
import { HomeCurrency } from './home-currency.js';

/** That one import has led to it. */
const byStatement = { metadata: { correlationId: 'bank-statement:0f', statement: { file: 'may.csv', line: 2 } } };

describe('What was recorded of accounts', () => {
  test('is read in every shape that there has been', () => {
    const registry = new EventTypeRegistry().register(AccountFrozen, AccountOpened, FundsDeposited);
    const steps = [AccountBlockedToFrozen, AccountOpenedWithDepositInTwo, FundsDepositedV2ToV3].map(
      (step) => new step(),
    );
    const chain = UpcasterChain.of([...steps, new FundsDepositedV1ToV2(new HomeCurrency())], registry);
    for (const version of [1, 2, 3]) expect(chain.reads('account.funds-deposited', version)).toBe(true);
    expect(chain.sourcesOf('account.frozen')).toEqual(['account.frozen', 'account.blocked']);
    expect(chain.sourcesOf('account.opened')).toEqual(['account.opened', 'account.opened-with-deposit']);
  });

  test('of a blocked account is that it is frozen', () => {
    upcasting(AccountBlockedToFrozen).lifts({ reason: 'court order' }).to({ reason: 'court order' });
    upcasting(AccountBlockedToFrozen).lifts({}).andBack();
  });

  test('of an opening with a deposit is two facts', () => {
    const opening = { ownerId: 'o-1', currency: 'EUR', overdraftLimitMinor: null };
    const deposit = { amountMinor: 700, reference: 'first' };
    upcasting(AccountOpenedWithDepositInTwo)
      .lifts({ ...opening, ...deposit })
      .toParts(
        { event: AccountOpened, data: opening },
        { event: FundsDeposited, data: { ...deposit, currency: 'EUR' } },
      );
  });
});

describe('A deposit that did not say its currency', () => {
  const amount = { amountMinor: 700 };
  const inEuros = upcasting(new FundsDepositedV1ToV2(new HomeCurrency('EUR')));

  test('is of the home currency, if somebody knows it', () => {
    inEuros.lifts(amount).to({ ...amount, currency: 'EUR' });
    upcasting(new FundsDepositedV1ToV2(new HomeCurrency()))
      .lifts(amount)
      .to({ ...amount, currency: 'XXX' });
  });

  test('is of the statement’s, if one has led to it', () =>
    inEuros
      .told(byStatement)
      .lifts(amount)
      .to({ ...amount, currency: 'CZK' }));

  test('is believed where it says it all the same', () =>
    inEuros
      .told(byStatement)
      .lifts({ ...amount, currency: 'USD' })
      .to({ ...amount, currency: 'USD' }));
});

test('A deposit that is written in an older shape comes back as it was, whatever its currency', () => {
  const home = upcasting(new FundsDepositedV1ToV2(new HomeCurrency('EUR')));
  const deposits = fc.record(
    {
      amountMinor: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      currency: fc.constantFrom('EUR', 'CZK', 'USD', 'XXX'),
      reference: fc.string(),
    },
    { requiredKeys: ['amountMinor', 'currency'] },
  );
  fc.assert(
    fc.property(deposits, fc.constantFrom({}, byStatement), (deposit, told) => {
      home.told(told).lifts(deposit).andBack();
      upcasting(FundsDepositedV2ToV3).lifts(deposit).andBack();
    }),
  );
});
