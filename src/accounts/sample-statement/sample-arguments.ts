import { ToolArguments } from '../../command-line/tool-arguments.js';
import type { SampleOptions } from './sample-statement.js';

export const sampleUsage = `  npm run sample -- bank [--rows n] [--accounts n] [--seed n] [--out file]

  --rows n       how many transactions. Default 1000
  --accounts n   of how many accounts. Default 20, and one for each 50 rows of a longer statement
  --seed n       the same seed gives the same statement. Default 1
  --out file     where to write it. Default: standard output`;

export interface SampleArguments extends SampleOptions {
  /** undefined: standard output. */
  readonly out: string | undefined;
}

/** @throws UsageInvalid */
export function sampleArguments(args: readonly string[]): SampleArguments {
  const text = { type: 'string' } as const;
  const given = ToolArguments.parse(args, { rows: text, accounts: text, seed: text, out: text }, sampleUsage);
  if (given.positionals.length !== 1 || given.positionals[0] !== 'bank') {
    throw given.invalid('say what to make a sample of; "bank" is known');
  }
  const rows = given.wholeNumber('rows', 1, 1_000_000_000) ?? 1000;
  const accounts = given.wholeNumber('accounts', 1, 100_000_000) ?? Math.min(rows, Math.max(20, Math.ceil(rows / 50)));
  if (accounts > rows) throw given.invalid(`${accounts} accounts need at least as many rows, one to open each`);
  return { rows, accounts, seed: given.wholeNumber('seed', 0, 2 ** 32 - 1) ?? 1, out: given.fileOption('out') };
}
