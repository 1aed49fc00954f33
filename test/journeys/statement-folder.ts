import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { StatementFile } from '../../src/accounts/statement/statement-file.js';
import { statementColumns } from '../../src/accounts/statement/statement-row.js';

/** Statements in files that are there for one spec. */
export class StatementFolder {
  #count = 0;

  private constructor(readonly path: string) {}

  static async make(): Promise<StatementFolder> {
    return new StatementFolder(await mkdtemp(join(tmpdir(), 'daybook-statements-')));
  }

  /** A file with this text, opened. */
  async text(text: string, name = `${++this.#count}.csv`): Promise<StatementFile> {
    const path = join(this.path, name);
    await writeFile(path, text);
    return StatementFile.open(path);
  }

  /** A statement with these lines after the header. */
  lines(...lines: readonly string[]): Promise<StatementFile> {
    return this.text([statementColumns.join(','), ...lines, ''].join('\n'));
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true });
  }
}
