import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { MemoryBank } from '../../../test/journeys/memory-bank.js';
import { StatementFolder } from '../../../test/journeys/statement-folder.js';
import { CloseAccount } from '../close-account/close-account.command.js';
import { FreezeAccount } from '../freeze-account/freeze-account.command.js';
import { OpenAccount } from '../open-account/open-account.command.js';

const statement = [
  '11,7,1993-01-05,cash-deposit,,10000,10000,,',
  '12,7,1993-01-20,cash-withdrawal,,-4000,6000,,',
  '21,8,1993-01-20,transfer-in,pension,500,500,EF,123',
  '13,7,1993-01-31,internal,interest,25,6025,,',
  '14,7,1993-01-31,cash-withdrawal,statement-fee,-1460,4565,,',
];

let folder: StatementFolder;
let bank: MemoryBank;
beforeAll(async () => {
  folder = await StatementFolder.make();
});
afterAll(() => folder.remove());
beforeEach(async () => {
  bank = await MemoryBank.open();
});
afterEach(() => bank.close());

describe('A statement', () => {
  test('becomes the history of its accounts, without a word of the bank’s balances', async () => {
    const file = await folder.text(`${await headerLine()}\n${statement.slice(0, 2).join('\n')}\n`, 'january.csv');
    await bank.import(file);
    const correlationId = `bank-statement:${file.digest.slice(0, 32)}`;
    const midnight = (day: string) => new Date(`${day}T00:00:00.000Z`);
    expect(await bank.events()).toMatchObject([
      {
        streamId: 'account-7',
        type: 'account.opened',
        data: { ownerId: 'owner-of-7', currency: 'CZK', overdraftLimitMinor: null },
        occurredAt: midnight('1993-01-05'),
        metadata: { correlationId, causationId: 'bank-account:7', statement: { file: 'january.csv', line: 2 } },
      },
      {
        type: 'account.funds-deposited',
        data: { amount: { minor: 10000, currency: 'CZK' }, reference: 'cash-deposit' },
        occurredAt: midnight('1993-01-05'),
        metadata: { correlationId, causationId: 'bank-transaction:11', statement: { file: 'january.csv', line: 2 } },
      },
      { type: 'account.funds-withdrawn', data: { amountMinor: 4000, reference: 'cash-withdrawal' }, version: 3 },
    ]);
    expect(JSON.stringify(await bank.events())).not.toMatch(/balance|\b6000\b/);
  });

  test('books deposits, withdrawals, fees and interest as what they are', async () => {
    const tally = await bank.import(await folder.lines(...statement));
    expect(tally).toMatchObject({ rows: 5, accounts: 2, opened: 2, recorded: 5, alreadyThere: 0, refused: 0 });
    const ofSeven = (await bank.events()).filter(({ streamId }) => streamId === 'account-7');
    expect(ofSeven.map(({ type, data }) => [type, data['amountMinor'] ?? data['amount']])).toEqual([
      ['account.opened', undefined],
      ['account.funds-deposited', { minor: 10000, currency: 'CZK' }],
      ['account.funds-withdrawn', 4000],
      ['account.interest-credited', 25],
      ['account.fee-charged', 1460],
    ]);
    expect((await bank.accounts.load('7')).balanceMinor).toBe(4565);
    expect((await bank.accounts.load('8')).balanceMinor).toBe(500);
  });

  test('opens accounts with the limit that is asked for, which stops withdrawals and no fee', async () => {
    const lines = [
      '1,7,1993-01-05,cash-withdrawal,,-100,-100,,',
      '2,7,1993-01-05,cash-withdrawal,,-1,-101,,',
      '3,7,1993-01-06,cash-withdrawal,sanction-interest,-50,-151,,',
    ];
    const tally = await bank.import(await folder.lines(...lines), { overdraftLimitMinor: 100 });
    expect(tally).toMatchObject({ rows: 3, recorded: 2, refused: 1 });
    expect(tally.refusals).toMatchObject([{ row: { line: 3, transactionId: '2' }, rule: 'insufficient-funds' }]);
    expect((await bank.accounts.load('7')).balanceMinor).toBe(-150);
  });

  test('may say the same twice, which is booked once', async () => {
    const tally = await bank.import(await folder.lines(...statement, statement[1] ?? ''));
    expect(tally).toMatchObject({ rows: 6, recorded: 5, repeated: 1, refused: 0 });
  });

  test('is recorded up to the line that is not valid', async () => {
    const file = await folder.lines(
      ...statement.slice(0, 3),
      '13,7,1993-01-31,internal,interest,much,6025,,',
      statement[4] ?? '',
    );
    await expect(bank.import(file)).rejects.toMatchObject({ code: 'statement-invalid', line: 5 });
    expect((await bank.events()).map(({ type }) => type)).toHaveLength(5);
  });

  test('goes on with an account that is there, also one that was opened by hand', async () => {
    await bank.commands.execute(new OpenAccount('7', { ownerId: 'o-1', currency: 'CZK', overdraftLimitMinor: 0 }));
    expect(await bank.import(await folder.lines(...statement))).toMatchObject({ opened: 1, recorded: 5 });
    expect((await bank.accounts.load('7')).ownerId).toBe('o-1');
  });
});

describe('Refused, row by row, and with the rule, is what', () => {
  test('is of an account in another currency', async () => {
    await bank.commands.execute(new OpenAccount('7', { ownerId: 'o-1', currency: 'EUR', overdraftLimitMinor: 0 }));
    const tally = await bank.import(await folder.lines(...statement));
    expect(tally).toMatchObject({ recorded: 1, refused: 4 });
    expect(new Set(tally.refusals.map(({ rule }) => rule))).toEqual(new Set(['currency-must-match']));
  });

  test('is recorded with another content', async () => {
    await bank.import(await folder.lines(...statement));
    const state = await bank.state();
    const changed = [
      statement[0]?.replace('10000,', '10001,') ?? '',
      statement[1]?.replace('-01-20', '-01-21') ?? '',
      ...statement.slice(2),
    ];
    const tally = await bank.import(await folder.lines(...changed));
    expect(tally).toMatchObject({ recorded: 0, alreadyThere: 3, refused: 2 });
    expect(tally.refusals.map(({ row, rule }) => [row.line, rule])).toEqual([
      [2, 'transaction-recorded-otherwise'],
      [3, 'transaction-recorded-otherwise'],
    ]);
    expect(await bank.state()).toEqual(state);
  });

  test('meets a frozen or a closed account, while those of others go on', async () => {
    await bank.import(await folder.lines(...statement.slice(0, 1)));
    await bank.commands.execute(new FreezeAccount('7', 'court order'));
    const tally = await bank.import(await folder.lines(...statement));
    expect(tally.refusals).toMatchObject([{ row: { line: 3 }, rule: 'account-must-not-be-frozen' }]);
    expect(tally).toMatchObject({ recorded: 3, alreadyThere: 1, refused: 1 });
    await bank.commands.execute(new OpenAccount('9', { ownerId: 'o', currency: 'CZK', overdraftLimitMinor: 0 }));
    await bank.commands.execute(new CloseAccount('9', 'moved away'));
    const late = await bank.import(await folder.lines('31,9,1993-02-01,cash-deposit,,1,1,,'));
    expect(late.refusals).toMatchObject([{ rule: 'account-must-be-open' }]);
  });

  test('are more rows than anybody reads: the first twenty by line, and how many', async () => {
    const lines = Array.from({ length: 50 }, (_, row) => `${row + 1},7,1993-01-05,cash-withdrawal,,-1,-1,,`);
    const tally = await bank.import(await folder.lines(...lines), { overdraftLimitMinor: 0 });
    expect(tally.refused).toBe(50);
    expect(tally.refusals.map(({ row }) => row.line)).toEqual(Array.from({ length: 20 }, (_, row) => row + 2));
  });
});

async function headerLine(): Promise<string> {
  const { statementColumns } = await import('../statement/statement-row.js');
  return statementColumns.join(',');
}
