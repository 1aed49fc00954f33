import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

import { csvRecords } from '../../command-line/csv-records.js';
import { FingerprintTable } from '../../command-line/fingerprint-table.js';
import { RowReader } from './row-reader.js';
import { StatementInvalid } from './statement-invalid.error.js';
import type { StatementRow } from './statement-row.js';
import { StatementUnreadable } from './statement-unreadable.error.js';

/** A statement of a bank's accounts in a CSV file. It is read as a stream: of any length, in bounded memory. */
export class StatementFile {
  /** How many bytes the rows that were read so far have taken, of `size`. */
  bytesRead = 0;

  private constructor(
    readonly path: string,
    readonly size: number,
    /** Of its bytes: the same statement under another name is the same, another one under the same name is not. */
    readonly digest: string,
  ) {}

  get name(): string {
    return basename(this.path);
  }

  /** @throws StatementUnreadable */
  static async open(path: string): Promise<StatementFile> {
    const hash = createHash('sha256');
    let size = 0;
    try {
      for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        size += chunk.length;
      }
    } catch (cause) {
      throw new StatementUnreadable(path, (cause as NodeJS.ErrnoException).code, { cause });
    }
    return new StatementFile(path, size, hash.digest('hex'));
  }

  /**
   * The rows in the order of the file, up to the first that is not valid.
   *
   * @throws StatementInvalid naming the line
   */
  async *rows(): AsyncGenerator<StatementRow, void, undefined> {
    const met = new FingerprintTable();
    let reader: RowReader | undefined;
    const invalid = (line: number, finding: string) => new StatementInvalid(this.name, line, finding);
    for await (const record of csvRecords(this.path, invalid, (read) => (this.bytesRead = read))) {
      if (reader === undefined) {
        if (!isOfNpm(record.fields)) reader = new RowReader(this.name, record);
        continue;
      }
      const row = reader.read(record);
      const before = met.remember(row.transactionId, JSON.stringify(record.fields));
      if (before === 'other') {
        throw new StatementInvalid(
          this.name,
          row.line,
          `says something else about transaction ${row.transactionId} than an earlier line`,
        );
      }
      yield { ...row, repeated: before === 'same' };
    }
    if (reader === undefined) throw new StatementInvalid(this.name, 1, 'should be the header, and the file is empty');
  }
}

/** `npm run sample > file` writes what npm says about the script in front of the statement. */
function isOfNpm(fields: readonly string[]): boolean {
  return fields.length === 1 && fields[0]?.startsWith('> ') === true;
}
