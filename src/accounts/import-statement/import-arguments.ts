import { ToolArguments } from '../../command-line/tool-arguments.js';

const defaultConcurrency = 64;

export const importUsage = `  npm run import -- bank <file.csv> [--overdraft-limit-minor n] [--verify | --verify-only] [--concurrency n]

  --overdraft-limit-minor n   how far withdrawals from the accounts that it opens may go below zero, in hundredths.
                              Default: without limit
  --verify                    afterwards, compare each balance of the bank with that of the account
  --verify-only               compare, import nothing
  --concurrency n             how many rows are under way at once, each of another account. Default ${defaultConcurrency}`;

export interface ImportArguments {
  readonly file: string;
  readonly overdraftLimitMinor: number | null;
  readonly concurrency: number;
  readonly imports: boolean;
  readonly verifies: boolean;
}

/** @throws UsageInvalid */
export function importArguments(args: readonly string[]): ImportArguments {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { 'overdraft-limit-minor': text, concurrency: text, verify: flag, 'verify-only': flag };
  const given = ToolArguments.parse(args, options, importUsage);
  const [what, file, ...more] = given.positionals;
  if (what !== 'bank') throw given.invalid('say what to import; "bank" is known');
  if (file === undefined) throw given.invalid('the file is missing');
  if (more.length > 0) throw given.invalid(`${JSON.stringify(more[0])} is one file too many`);
  const verifyOnly = given.has('verify-only');
  return {
    file: given.file(file),
    overdraftLimitMinor: given.wholeNumber('overdraft-limit-minor', 0, Number.MAX_SAFE_INTEGER) ?? null,
    concurrency: given.wholeNumber('concurrency', 1, 10_000) ?? defaultConcurrency,
    imports: !verifyOnly,
    verifies: verifyOnly || given.has('verify'),
  };
}
