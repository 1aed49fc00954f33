import type { ImportTally } from './import-tally.js';

/** What a person has to know after an import, also after one that did not come to its end. */
export function importReport(tally: ImportTally): string {
  const { rows, accounts, opened, recorded, alreadyThere, repeated, refused, refusals, rate, seconds } = tally;
  const lines = [
    `${rows} rows of ${accounts} accounts in ${seconds.toFixed(1)} s, ${rate} rows/s`,
    `  recorded       ${recorded}${opened === 0 ? '' : `, and ${opened} accounts opened`}`,
    `  already there  ${alreadyThere}`,
    ...(repeated === 0 ? [] : [`  repeated       ${repeated}, by lines that an earlier one had said`]),
    `  refused        ${refused}`,
    ...refusals.map(({ row, rule, message }) => {
      const place = `line ${row.line}, transaction ${row.transactionId} of account ${row.accountId}`;
      return `    ${place}: ${rule}. ${message}`;
    }),
  ];
  if (refused > refusals.length) lines.push(`    and ${refused - refusals.length} more`);
  if (rows > 0 && recorded === 0 && opened === 0) lines.push('Nothing was changed.');
  return lines.join('\n');
}
