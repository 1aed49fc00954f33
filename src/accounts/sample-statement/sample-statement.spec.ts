import { describe, expect, test } from '@jest/globals';

import { statementColumns } from '../statement/statement-row.js';
import { type SampleOptions, sampleStatement } from './sample-statement.js';

const usual = { accounts: 20, rows: 5000, seed: 1 };

type Row = Readonly<Record<string, string | undefined>>;

/** The fields of each row, taken apart by nothing that the sample knows of. */
function rowsOf(options: SampleOptions): readonly Row[] {
  const [header = '', ...lines] = [...sampleStatement(options)].map((line) => line.replace(/\n$/, ''));
  expect(header).toBe(statementColumns.join(','));
  const columns = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((field, place) => [columns[place] ?? '', field])));
}

describe('A made-up statement', () => {
  test('has the rows and accounts that were asked for, each transaction with an id of its own', () => {
    for (const options of [usual, { accounts: 1, rows: 1, seed: 0 }, { accounts: 7, rows: 7, seed: 9 }]) {
      const rows = rowsOf(options);
      expect(rows).toHaveLength(options.rows);
      expect(new Set(rows.map((row) => row['account_id'])).size).toBe(options.accounts);
      expect(new Set(rows.map((row) => row['transaction_id'])).size).toBe(options.rows);
    }
  });

  test('has the balances that its amounts add up to, counted in whole numbers without limit', () => {
    const balances = new Map<string, bigint>();
    for (const { account_id: account = '', amount_minor: amount = '', balance_minor: balance = '' } of rowsOf(usual)) {
      balances.set(account, (balances.get(account) ?? 0n) + BigInt(amount));
      expect(String(balances.get(account))).toBe(balance);
    }
  });

  test('is the same for the same seed, and another for another', () => {
    const text = (seed: number) => [...sampleStatement({ ...usual, seed })].join('');
    expect(text(1)).toBe(text(1));
    expect(text(2)).not.toBe(text(1));
  });

  test('shares no id with another one, so that both can be imported', () => {
    const ids = [usual, { ...usual, seed: 2 }, { ...usual, rows: 6000 }, { ...usual, accounts: 21 }].flatMap(
      (options) => [...new Set(rowsOf(options).map((row) => row['account_id']))],
    );
    expect(new Set(ids).size).toBe(81);
  });

  test('is booked in the order of days, and lets happen all that happens at a bank', () => {
    const rows = rowsOf({ accounts: 40, rows: 20_000, seed: 3 });
    const days = rows.map((row) => row['booked_on'] ?? '');
    expect(days).toEqual([...days].sort());
    const kinds = new Set(rows.map((row) => `${row['operation']} ${row['purpose']}`.trim()));
    expect([...kinds].sort()).toEqual([
      'card-withdrawal',
      'cash-deposit',
      'cash-withdrawal',
      'cash-withdrawal household',
      'cash-withdrawal sanction-interest',
      'cash-withdrawal statement-fee',
      'internal interest',
      'transfer-in',
      'transfer-in pension',
      'transfer-out',
      'transfer-out household',
      'transfer-out insurance',
      'transfer-out loan-payment',
    ]);
  });
});
