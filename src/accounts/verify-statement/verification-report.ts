import type { VerificationTally } from './verification-tally.js';

const shownDifferences = 20;

/** What a person has to know after a verification. */
export function verificationReport({ rows, agreeing, differences }: VerificationTally): string {
  const first = [...differences.values()].sort((one, other) => one.row.line - other.row.line);
  const lines = first.slice(0, shownDifferences).map(({ row, expected, got, following }) => {
    const place = `line ${row.line}, transaction ${row.transactionId} of account ${row.accountId}`;
    return `  ${place}: expected ${expected}, got ${got}${following === 0 ? '' : `; ${following} later rows of the account differ as well`}`;
  });
  if (first.length > shownDifferences) lines.push(`  and ${first.length - shownDifferences} more accounts`);
  return [`${agreeing} of ${rows} balances agree`, ...lines].join('\n');
}
