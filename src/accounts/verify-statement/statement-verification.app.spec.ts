import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { MemoryBank } from '../../../test/journeys/memory-bank.js';
import { StatementFolder } from '../../../test/journeys/statement-folder.js';
import { sampleStatement } from '../sample-statement/sample-statement.js';
import { DepositFunds } from '../deposit-funds/deposit-funds.command.js';
import { verificationReport } from './verification-report.js';

const text = [...sampleStatement({ accounts: 5, rows: 160, seed: 1 })];

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

const fieldsOf = (line: number): string[] => (text[line - 1] ?? '').trimEnd().split(',');
const laterRowsOf = (line: number): number =>
  text.slice(line).filter((other) => other.split(',')[1] === fieldsOf(line)[1]).length;

/** The statement with one field of one line changed. */
function changed(line: number, column: number, change: (field: string) => string): string {
  const fields = fieldsOf(line).map((field, place) => (place === column ? change(field) : field));
  return text.map((before, index) => (index === line - 1 ? `${fields.join(',')}\n` : before)).join('');
}
const aCentMore = (amount: string): string => String(Number(amount) + 1);

describe('Verification', () => {
  test('agrees with a bank that counts as the accounts do', async () => {
    const file = await folder.text(text.join(''));
    await bank.import(file);
    const tally = await bank.verify(file);
    expect(tally).toMatchObject({ rows: 160, agreeing: 160 });
    expect(verificationReport(tally)).toBe('160 of 160 balances agree');
  });

  test('names the first row at which an account and the bank part, and counts those that follow from it', async () => {
    const file = await folder.text(changed(101, 5, aCentMore));
    await bank.import(file);
    const [transaction, account, , , , , balance] = fieldsOf(101);
    const following = laterRowsOf(101);
    expect(following).toBeGreaterThan(1);
    expect(verificationReport(await bank.verify(file)).split('\n')).toEqual([
      `${160 - 1 - following} of 160 balances agree`,
      `  line 101, transaction ${transaction} of account ${account}: expected a balance of ${balance}, ` +
        `got a balance of ${aCentMore(balance ?? '')}; ${following} later rows of the account differ as well`,
    ]);
  });

  test.each([
    ['amount', 5, aCentMore, /expected (deposit|withdrawal|fee|interest) of (\d+) .*, got \1 of (?!\2)\d+ /],
    ['balance', 6, aCentMore, /expected a balance of \d+, got a balance of \d+$/],
    ['day', 2, () => '1992-12-31', /expected .* on 1992-12-31.*, got .* on 1993-/],
    ['transaction', 0, () => 'unheard-of', /transaction unheard-of .*, got nothing: it is not recorded$/],
    ['account', 1, () => 'unheard-of', /of account unheard-of: .*, got nothing: it is not recorded$/],
  ])('names the one row in which the %s is not as it is recorded', async (_what, column, change, message) => {
    await bank.import(await folder.text(text.join('')));
    const report = verificationReport(await bank.verify(await folder.text(changed(101, column, change)))).split('\n');
    expect(report).toHaveLength(2);
    expect(report[0]).toBe('159 of 160 balances agree');
    expect(report[1]).toMatch(/^ {2}line 101, /);
    expect(report[1]).toMatch(message);
  });

  test('sees two mistakes that cancel each other out, which a look at the last balances would not', async () => {
    const [, account] = fieldsOf(101);
    const later = text.findIndex((line, index) => index > 100 && line.split(',')[1] === account) + 1;
    const once = changed(101, 5, aCentMore).split('\n');
    const twice = changed(later, 5, (amount) => String(Number(amount) - 1)).split('\n');
    const file = await folder.text(
      once.map((line, index) => (index === later - 1 ? (twice[index] ?? '') : line)).join('\n'),
    );
    await bank.import(file);
    const { rows, agreeing, differences } = await bank.verify(file);
    expect(agreeing).toBeLessThan(rows);
    expect([...differences.keys()]).toEqual([account]);
  });

  test('sees what others have booked on an account in between', async () => {
    const file = await folder.text(text.join(''));
    const [, account = ''] = fieldsOf(2);
    await bank.import(await folder.text(text.slice(0, 120).join('')));
    await bank.commands.execute(new DepositFunds(account, 1, 'a gift'));
    await bank.import(file);
    const { differences } = await bank.verify(file);
    expect([...differences.keys()]).toEqual([account]);
    expect(differences.get(account)?.row.line).toBeGreaterThan(120);
  });

  test('shows twenty accounts, and says how many more differ', async () => {
    const lines = Array.from({ length: 25 }, (_, row) => `${row},a${row},1993-01-05,cash-deposit,,1,2,,`);
    const file = await folder.lines(...lines);
    await bank.import(file);
    const report = verificationReport(await bank.verify(file)).split('\n');
    expect([report[0], report.length, report.at(-1)]).toEqual(['0 of 25 balances agree', 22, '  and 5 more accounts']);
  });
});
