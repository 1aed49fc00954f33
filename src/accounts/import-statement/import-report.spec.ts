import { expect, test } from '@jest/globals';

import type { StatementRow } from '../statement/statement-row.js';
import { importReport } from './import-report.js';
import { ImportTally } from './import-tally.js';

function tallied(counts: Partial<ImportTally>): ImportTally {
  return Object.assign(new ImportTally(), counts);
}
const refusedAt = (line: number) => ({
  row: { line, transactionId: `t${line}`, accountId: '7' } as StatementRow,
  rule: 'insufficient-funds',
  message: 'The funds do not suffice.',
});

test('An import is reported in full', () => {
  const tally = tallied({ rows: 6, accounts: 2, opened: 2, recorded: 3, alreadyThere: 1, repeated: 1 });
  tally.refuse(refusedAt(5));
  expect(importReport(tally).split('\n')).toEqual([
    expect.stringMatching(/^6 rows of 2 accounts in \d+\.\d s, \d+ rows\/s$/),
    '  recorded       3, and 2 accounts opened',
    '  already there  1',
    '  repeated       1, by lines that an earlier one had said',
    '  refused        1',
    '    line 5, transaction t5 of account 7: insufficient-funds. The funds do not suffice.',
  ]);
});

test('Of many refusals the first twenty by line are shown, in whatever order they came', () => {
  const tally = new ImportTally();
  for (let row = 0; row < 50; row++) tally.refuse(refusedAt(2 + ((row * 7) % 50)));
  const lines = importReport(tally).split('\n').slice(4);
  expect(lines.map((line) => /line (\d+)/.exec(line)?.[1])).toEqual([
    ...Array.from({ length: 20 }, (_, row) => String(row + 2)),
    undefined,
  ]);
  expect(lines.at(-1)).toBe('    and 30 more');
});

test('An import that has changed nothing says so', () => {
  expect(importReport(tallied({ rows: 5, accounts: 1, alreadyThere: 5 }))).toMatch(/\nNothing was changed\.$/);
  expect(importReport(tallied({ rows: 5, accounts: 1, recorded: 5 }))).not.toMatch(/Nothing/);
});
