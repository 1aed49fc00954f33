import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EventStore } from '@daybook/event-store';
import { DaybookModule, type FoldClass, Projections } from '@daybook/nestjs';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { AccountsModule } from './accounts.module.js';
import { ChargeFee } from './charge-fee/charge-fee.command.js';
import { CloseAccount } from './close-account/close-account.command.js';
import { CreditInterest } from './credit-interest/credit-interest.command.js';
import { DepositFunds } from './deposit-funds/deposit-funds.command.js';
import { FreezeAccount } from './freeze-account/freeze-account.command.js';
import { AccountBalances } from './list-accounts/account-balances.projection.js';
import { OpenAccount } from './open-account/open-account.command.js';
import { DailyTotals } from './report-daily-totals/daily-totals.projection.js';
import { NetWorth } from './report-net-worth/net-worth.projection.js';
import { ReverseDeposit } from './reverse-deposit/reverse-deposit.command.js';
import { UnfreezeAccount } from './unfreeze-account/unfreeze-account.command.js';
import { AccountStatements } from './view-statement/account-statements.projection.js';
import { WithdrawFunds } from './withdraw-funds/withdraw-funds.command.js';

const on = (day: string): { occurredAt: Date } => ({ occurredAt: new Date(`${day}T00:00:00.000Z`) });

let app: INestApplicationContext;
let commands: CommandBus;

beforeEach(async () => {
  const imports = [DaybookModule.forRoot({ store: 'memory' }), CqrsModule.forRoot(), AccountsModule.with({})];
  const providers = [AccountBalances, AccountStatements, DailyTotals, NetWorth];
  app = await Test.createTestingModule({ imports, providers }).compile();
  await app.init();
  commands = app.get(CommandBus);
  const terms = { ownerId: 'o-1', currency: 'EUR', overdraftLimitMinor: 0 };
  await commands.execute(new OpenAccount('a', terms, on('2026-01-01')));
  await commands.execute(new DepositFunds('a', 1000, 'salary', on('2026-01-10')));
  await commands.execute(new WithdrawFunds('a', 300, undefined, on('2026-01-20')));
  await commands.execute(new ChargeFee('a', 5, 'statement-fee', on('2026-01-31')));
  await commands.execute(new CreditInterest('a', 2, on('2026-01-31')));
  // Recorded last, and happened before most of the others.
  await commands.execute(new DepositFunds('a', 40, undefined, on('2026-01-05')));
  await commands.execute(new ReverseDeposit('a', 6, 'bounced', on('2026-02-01')));
});
afterEach(() => app.close());

/** The rows as they follow from the log up to now. */
async function rowsOf<Row extends object>(projection: FoldClass<Row>, at: object = {}): Promise<readonly Row[]> {
  const position = await app.get(EventStore).head();
  const rows: Row[] = [];
  const asked = Object.keys(at).length === 0 ? { position } : at;
  for await (const row of app.get(Projections).of(projection).all(asked)) rows.push(row);
  return rows;
}

describe('account-balances', () => {
  test('has each account as it is', async () => {
    const account = { accountId: 'a', ownerId: 'o-1', currency: 'EUR', openedAt: on('2026-01-01').occurredAt };
    expect(await rowsOf(AccountBalances)).toEqual([{ ...account, status: 'open', balanceMinor: 697, version: 7 }]);
  });

  test('follows its status, and keeps it when it is closed', async () => {
    await commands.execute(new FreezeAccount('a', undefined));
    expect(await rowsOf(AccountBalances)).toMatchObject([{ status: 'frozen', version: 8 }]);
    await commands.execute(new UnfreezeAccount('a', undefined));
    expect(await rowsOf(AccountBalances)).toMatchObject([{ status: 'open', version: 9 }]);
    await commands.execute(new WithdrawFunds('a', 697, undefined));
    await commands.execute(new CloseAccount('a', undefined));
    expect(await rowsOf(AccountBalances)).toMatchObject([{ status: 'closed', balanceMinor: 0, version: 11 }]);
  });
});

test('account-statements has a line for each booking, and one that says that there is the account', async () => {
  const rows = [...(await rowsOf(AccountStatements))].sort((one, other) => one.version - other.version);
  expect(rows.map(({ version, kind, amountMinor, text }) => [version, kind, amountMinor, text])).toEqual([
    [1, 'opening', 0, ''],
    [2, 'deposit', 1000, 'salary'],
    [3, 'withdrawal', -300, ''],
    [4, 'fee', -5, 'statement-fee'],
    [5, 'interest', 2, ''],
    [6, 'deposit', 40, ''],
    [7, 'reversal', -40, 'bounced'],
  ]);
  expect(rows.every(({ accountId }) => accountId === 'a')).toBe(true);
});

test('daily-totals has what each day has moved, by the day on which it happened', async () => {
  const nothing = { inMinor: 0n, outMinor: 0n, feesMinor: 0n, interestMinor: 0n, reversedMinor: 0n };
  expect(await rowsOf(DailyTotals)).toEqual([
    { ...nothing, day: '2026-01-05', inMinor: 40n, count: 1 },
    { ...nothing, day: '2026-01-10', inMinor: 1000n, count: 1 },
    { ...nothing, day: '2026-01-20', outMinor: 300n, count: 1 },
    { ...nothing, day: '2026-01-31', feesMinor: 5n, interestMinor: 2n, count: 2 },
    { ...nothing, day: '2026-02-01', reversedMinor: 40n, count: 1 },
  ]);
});

test('net-worth has what each account held at a time, and no account that was closed by then', async () => {
  const at = async (day: string): Promise<readonly (number | boolean)[]> =>
    (await rowsOf(NetWorth, { occurredBy: new Date(`${day}T23:59:59.999Z`) })).map(({ balanceMinor }) => balanceMinor);
  expect(await at('2025-12-31')).toEqual([]);
  expect(await at('2026-01-01')).toEqual([0]);
  expect(await at('2026-01-15')).toEqual([1040]);
  expect(await at('2026-02-01')).toEqual([697]);
  await commands.execute(new WithdrawFunds('a', 697, undefined, on('2026-02-02')));
  await commands.execute(new CloseAccount('a', undefined, on('2026-02-03')));
  expect([await at('2026-02-02'), await at('2026-02-03')]).toEqual([[0], []]);
});
