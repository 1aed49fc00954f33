import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { StatementFolder } from '../../../test/journeys/statement-folder.js';
import { StatementFile } from './statement-file.js';
import { statementColumns, type StatementRow } from './statement-row.js';

const header = statementColumns.join(',');
const deposit = '1,10,1993-01-31,cash-deposit,,100000,100000,,';
const transfer = '2,10,1993-02-01,transfer-out,household,-4050,95950,AB,123';

let folder: StatementFolder;
beforeAll(async () => {
  folder = await StatementFolder.make();
});
afterAll(() => folder.remove());

async function rowsOf(file: StatementFile): Promise<StatementRow[]> {
  const rows: StatementRow[] = [];
  for await (const row of file.rows()) rows.push(row);
  return rows;
}

/** What was read before the file turned out not to be valid, and what is wrong with it. */
async function finding(file: StatementFile): Promise<{ before: number; line?: number; message?: string }> {
  let before = 0;
  try {
    for await (const { line } of file.rows()) if (line > 0) before++;
  } catch (error) {
    return { before, ...(error as { line: number; message: string }), message: (error as Error).message };
  }
  return { before };
}

describe('A statement', () => {
  test('is read row by row, with the lines at which they stand', async () => {
    const [first, second] = await rowsOf(await folder.lines(deposit, transfer));
    expect(first).toEqual({
      line: 2,
      transactionId: '1',
      accountId: '10',
      bookedOn: new Date('1993-01-31T00:00:00.000Z'),
      operation: 'cash-deposit',
      purpose: '',
      amountMinor: 100000,
      balanceMinor: 100000,
      counterparty: undefined,
      repeated: false,
    });
    expect(second).toMatchObject({ line: 3, amountMinor: -4050, purpose: 'household', counterparty: 'AB/123' });
  });

  test.each([
    ['with a byte-order mark', `\uFEFF${header}\n${deposit}\n`],
    ['with the line ends of Windows', `${header}\r\n${deposit}\r\n`],
    ['without an end of its last line', `${header}\n${deposit}`],
    ['with quoted fields', `${header}\n"1","10","1993-01-31","cash-deposit","","100000","100000","",""\n`],
    [
      'with its columns in another order, and one more',
      `note,${[...statementColumns].reverse().join(',')}\nx,${deposit.split(',').reverse().join(',')}\n`,
    ],
    ['with blank lines', `\n${header}\n\n${deposit}\n\n`],
    [
      'behind what npm says when its output is redirected',
      `\n> harbour@1 sample\n> node x.js bank\n\n${header}\n${deposit}\n`,
    ],
  ])('may come %s', async (_how, text) => {
    expect(await rowsOf(await folder.text(text))).toMatchObject([{ transactionId: '1', amountMinor: 100000 }]);
  });

  test('has no other side where the bank writes account 0', async () => {
    const rows = await rowsOf(await folder.lines('1,10,1993-01-31,cash-withdrawal,household,-1,-1,,0'));
    expect(rows[0]?.counterparty).toBeUndefined();
  });

  test('may end after its header', async () => {
    expect(await rowsOf(await folder.lines())).toEqual([]);
  });

  test('is the same under another name, and another one with another content', async () => {
    const digest = async (line: string) => (await folder.lines(line)).digest;
    expect(await digest(deposit)).toBe(await digest(deposit));
    expect(await digest(transfer)).not.toBe(await digest(deposit));
  });

  test('marks a line that says once more what an earlier one has said', async () => {
    const rows = await rowsOf(await folder.lines(deposit, transfer, deposit));
    expect(rows.map(({ repeated }) => repeated)).toEqual([false, false, true]);
  });

  test('says how much of it has been read', async () => {
    const file = await folder.lines(deposit, transfer);
    for await (const row of file.rows()) if (row.line === 3) expect(file.bytesRead).toBe(file.size);
  });
});

describe('A line that is not valid is named, after the rows before it were read:', () => {
  const wrong = (column: string, text: string) => {
    const fields = transfer.split(',');
    fields[statementColumns.indexOf(column as 'purpose')] = text;
    return fields.join(',');
  };
  test.each([
    ['too few fields', '2,10,1993-02-01,transfer-out', /has 4 fields where the header has 9/],
    ['too many fields', `${transfer},x`, /has 10 fields/],
    ['a decimal amount', wrong('amount_minor', '-40.50'), /amount_minor "-40.50", not a whole number/],
    ['an amount in words', wrong('amount_minor', 'forty'), /amount_minor "forty"/],
    ['no amount', wrong('amount_minor', ''), /amount_minor ""/],
    ['an amount with zeros before it', wrong('amount_minor', '-007'), /amount_minor "-007"/],
    ['an amount beyond 2^53', wrong('amount_minor', '-9007199254740993'), /amount_minor .* within 2\^53/],
    ['an amount of nothing', wrong('amount_minor', '0'), /amount_minor "0", not below 0 as a transfer-out is/],
    ['money that goes the other way', wrong('amount_minor', '4050'), /not below 0 as a transfer-out is/],
    ['a balance that is no number', wrong('balance_minor', '1e5'), /balance_minor "1e5"/],
    ['a day that there was not', wrong('booked_on', '1993-02-29'), /booked_on "1993-02-29", not a day/],
    ['a day in another order', wrong('booked_on', '01.02.1993'), /booked_on "01.02.1993"/],
    ['a month 13', wrong('booked_on', '1993-13-01'), /booked_on/],
    ['the year 0', wrong('booked_on', '0000-01-01'), /booked_on/],
    ['an unknown operation', wrong('operation', 'toString'), /operation "toString", not one of cash-deposit, /],
    ['an unknown purpose', wrong('purpose', 'statment-fee'), /purpose "statment-fee", not empty or one of household, /],
    ['interest that is taken', wrong('purpose', 'interest'), /purpose "interest", not one of a transfer-out/],
    ['an internal booking of something else', '2,10,1993-02-01,internal,,5,5,,', /purpose "", not one of a internal/],
    ['a fee that is paid in', '2,10,1993-02-01,cash-deposit,statement-fee,5,5,,', /purpose "statement-fee"/],
    ['no account', wrong('account_id', ''), /account_id "", not 1 to 64 letters/],
    ['an account that is a path', wrong('account_id', '../10'), /account_id "..\/10"/],
    ['an account of 65 letters', wrong('account_id', 'a'.repeat(65)), /account_id/],
    ['a transaction with a space', wrong('transaction_id', '2 '), /transaction_id "2 "/],
    ['an invisible counterparty', wrong('counterparty_bank', '\u200b'), /counterparty_bank .*visible/],
    [
      'another content of a transaction',
      transfer.replace('-4050', '-4051').replace(/^2/, '1'),
      /something else about transaction 1/,
    ],
    ['a quote in the middle', wrong('counterparty_bank', 'A"B'), /a quote in the middle of a field/],
    ['something behind a quote', wrong('counterparty_bank', '"A"B'), /between a closing quote and the next comma/],
    ['a quote that is never closed', wrong('counterparty_bank', '"AB'), /never closed/],
    ['a line without an end', wrong('counterparty_bank', 'x'.repeat(70_000)), /never closed, or is longer/],
  ])('%s', async (_what, line, message) => {
    const found = await finding(await folder.lines(deposit, line, '3,10,1993-02-02,cash-deposit,,1,1,,'));
    expect(found).toMatchObject({ before: 1, line: 3, message: expect.stringMatching(message) });
  });

  test.each([
    ['an empty file', '', 1, /the file is empty/],
    [
      'a header without a column',
      'transaction_id,account_id,booked_on,operation,purpose,amount_minor\n',
      1,
      /lacks balance_minor, counterparty_bank, counterparty_account/,
    ],
    ['a header with semicolons', header.replaceAll(',', ';'), 1, /lacks transaction_id.*separated by commas/],
    ['a header with a column twice', `${header},purpose\n`, 1, /has purpose twice/],
    ['no header', `${deposit}\n`, 1, /is the header and lacks/],
    ['something else altogether', '\u0000\u0001\u0002', 1, /is the header and lacks/],
  ])('%s', async (_what, text, line, message) => {
    expect(await finding(await folder.text(text))).toMatchObject({
      before: 0,
      line,
      message: expect.stringMatching(message),
    });
  });
});

describe('A statement that cannot be opened is an error that says why:', () => {
  test.each([
    ['there is none', 'nowhere.csv', /no such file at .*nowhere\.csv/],
    ['it is a folder', '.', /it is a folder/],
  ])('%s', async (_what, name, message) => {
    await expect(StatementFile.open(join(folder.path, name))).rejects.toMatchObject({
      code: 'statement-unreadable',
      message: expect.stringMatching(message),
    });
  });
});
