import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { csvRecords } from '../../command-line/csv-records.js';
import { CsvRow } from './csv-row.js';
import { MarketplaceFileInvalid } from './marketplace-file-invalid.error.js';
import { MarketplaceFileUnreadable } from './marketplace-file-unreadable.error.js';

/** A CSV file whose rows are read by the names in its header, as a stream: of any length, in bounded memory. */
export class CsvTable<Column extends string> {
  readonly name: string;

  constructor(
    readonly path: string,
    private readonly columns: readonly Column[],
  ) {
    this.name = basename(path);
  }

  /** @throws MarketplaceFileUnreadable */
  async mustBeThere(): Promise<void> {
    let code: string | undefined;
    try {
      if ((await stat(this.path)).isFile()) return;
      code = 'EISDIR';
    } catch (cause) {
      throw new MarketplaceFileUnreadable(this.path, (cause as NodeJS.ErrnoException).code, { cause });
    }
    throw new MarketplaceFileUnreadable(this.path, code);
  }

  /**
   * The rows in the order of the file, up to the first that is not valid.
   *
   * @throws MarketplaceFileInvalid naming the line
   * @throws MarketplaceFileUnreadable
   */
  async *rows(): AsyncGenerator<CsvRow<Column>, void, undefined> {
    let header: readonly string[] | undefined;
    try {
      for await (const { fields, line } of csvRecords(this.path, (at, finding) => this.#invalid(at, finding))) {
        if (header === undefined) header = this.#headerOf(fields, line);
        else if (fields.length === header.length) yield new CsvRow(this.name, line, zipped(header, fields));
        else throw this.#invalid(line, `has ${fields.length} fields where the header has ${header.length}`);
      }
    } catch (cause) {
      const { code, syscall } = cause as NodeJS.ErrnoException;
      throw syscall === undefined ? cause : new MarketplaceFileUnreadable(this.path, code, { cause });
    }
    if (header === undefined) throw this.#invalid(1, 'should be the header, and the file is empty');
  }

  #headerOf(fields: readonly string[], line: number): readonly string[] {
    const missing = this.columns.filter((column) => !fields.includes(column));
    if (missing.length > 0) {
      const names = missing.join(', ');
      throw this.#invalid(line, `is the header and lacks ${names} (columns are separated by commas)`);
    }
    const twice = this.columns.find((column) => fields.indexOf(column) !== fields.lastIndexOf(column));
    if (twice !== undefined) throw this.#invalid(line, `is the header and has ${twice} twice`);
    return fields;
  }

  #invalid(line: number, finding: string): MarketplaceFileInvalid {
    return new MarketplaceFileInvalid(this.name, line, finding);
  }
}

function zipped(names: readonly string[], fields: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name, place): [string, string] => [name, fields[place] ?? '']));
}
