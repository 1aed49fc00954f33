import type { Way } from './matrix-options.js';
import type { ProofRun } from './proof-run.js';
import type { Counts, SpecRun } from './spec-run.js';

/** A server in one of the ways of meeting it, and what came of it. */
export interface MatrixRow {
  /** As `14.23`. */
  readonly version: string;
  readonly way: Way;
  readonly specs: SpecRun;
  /** undefined where none was asked for. */
  readonly proof: ProofRun | undefined;
}

/** Whether everything held. */
export function holds({ specs, proof }: MatrixRow): boolean {
  return specs.contract.failed + specs.others.failed === 0 && proof?.ok !== false;
}

/** The rows as lines of a table that can be read in a terminal and in Markdown. */
export function tableOf(rows: readonly MatrixRow[]): string {
  const head = ['PostgreSQL', 'way', 'contract', 'specs', 'proof'];
  const cells = rows.map(({ version, way, specs, proof }) => [
    version,
    way,
    inWords(specs.contract),
    inWords(specs.others),
    proof?.verdict ?? '–',
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...cells].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...cells.map(line)].join('\n');
}

function inWords({ passed, failed }: Counts): string {
  if (passed + failed === 0) return '–';
  return failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} FAILED`;
}
