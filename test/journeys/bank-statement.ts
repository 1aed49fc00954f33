import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { sampleStatement } from '../../src/accounts/sample-statement/sample-statement.js';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** The statement of a bank, as lines of text that nothing of Harbour has looked at. */
export class BankStatement {
  /** Without the header. */
  readonly rows: readonly (readonly string[])[];

  private constructor(
    readonly path: string,
    private readonly lines: readonly string[],
  ) {
    this.rows = lines.slice(1).map((line) => line.split(','));
  }

  /**
   * The real one, from the folder that `DAYBOOK_DATA` names. Whoever has none tests with a made-up one, but for CI,
   * which must not seem to have tested what it has not.
   */
  static async find(folder: string): Promise<BankStatement> {
    const real = join(resolve(project, process.env.DAYBOOK_DATA ?? '../shared/data'), 'bank/transactions.csv');
    if (existsSync(real)) return BankStatement.read(real);
    if (process.env.CI !== undefined) throw new Error(`There is no ${real}. Set DAYBOOK_DATA to where the data are.`);
    const path = join(folder, 'sample.csv');
    await writeFile(path, [...sampleStatement({ accounts: 100, rows: 5000, seed: 1 })].join(''));
    return BankStatement.read(path);
  }

  private static async read(path: string): Promise<BankStatement> {
    return new BankStatement(path, (await readFile(path, 'utf8')).trimEnd().split(/\r?\n/));
  }

  get accounts(): number {
    return new Set(this.rows.map(([, account]) => account)).size;
  }

  /** A copy of its first so many rows. */
  async start(path: string, rows: number): Promise<BankStatement> {
    const lines = this.lines.slice(0, rows + 1);
    await writeFile(path, `${lines.join('\n')}\n`);
    return new BankStatement(path, lines);
  }

  /** A copy in which the amount at one line is a cent higher. */
  async changed(path: string, line: number): Promise<BankStatement> {
    const fields = [...(this.rows[line - 2] ?? [])];
    fields[5] = String(Number(fields[5]) + 1);
    const lines = this.lines.map((text, index) => (index === line - 1 ? fields.join(',') : text));
    await writeFile(path, `${lines.join('\n')}\n`);
    return new BankStatement(path, lines);
  }

  /** The balances that the bank states and that are no other number of the statement: seen elsewhere, one was copied. */
  uniqueBalances(): ReadonlySet<string> {
    const balances = new Set(this.rows.map((fields) => fields[6]?.replace('-', '') ?? ''));
    for (const fields of this.rows) {
      for (const [place, field] of fields.entries()) if (place !== 6) balances.delete(field.replace('-', ''));
    }
    for (let line = 0; line <= this.lines.length; line++) balances.delete(String(line));
    return balances;
  }
}
