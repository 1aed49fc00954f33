import { ToolArguments } from '../../command-line/tool-arguments.js';

const defaultConcurrency = 16;

export const importUsage = `  npm run import -- orders <folder> [--verify | --verify-only] [--contradictions <file.csv>] [--concurrency n]

  <folder>                    holds orders.csv, items.csv and payments.csv
  --verify                    afterwards, compare orders, payments and stock with the files
  --verify-only               compare, import nothing
  --contradictions file.csv   write down each contradiction in the files, with its row; without it each kind is counted
  --concurrency n             how many orders are under way at once. Default ${defaultConcurrency}`;

export interface ImportArguments {
  readonly folder: string;
  /** Where contradictions are to be written; undefined: nowhere. */
  readonly contradictions: string | undefined;
  readonly concurrency: number;
  readonly imports: boolean;
  readonly verifies: boolean;
}

/** @throws UsageInvalid */
export function importArguments(args: readonly string[]): ImportArguments {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { contradictions: text, concurrency: text, verify: flag, 'verify-only': flag };
  const given = ToolArguments.parse(args, options, importUsage);
  const [what, folder, ...more] = given.positionals;
  if (what !== 'orders') throw given.invalid('say what to import; "orders" is known here');
  if (folder === undefined) throw given.invalid('the folder is missing');
  if (more.length > 0) throw given.invalid(`${JSON.stringify(more[0])} is one folder too many`);
  const verifyOnly = given.has('verify-only');
  return {
    folder: given.file(folder),
    contradictions: given.fileOption('contradictions'),
    concurrency: given.wholeNumber('concurrency', 1, 1_000) ?? defaultConcurrency,
    imports: !verifyOnly,
    verifies: verifyOnly || given.has('verify'),
  };
}
