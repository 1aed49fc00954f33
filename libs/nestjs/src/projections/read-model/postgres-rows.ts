import type { EntityManager } from '@daybook/event-store';
import type { DataSource, EntityMetadata } from 'typeorm';
import { arrayText } from './column/array-text.js';
import { RowField } from './column/row-field.js';
import { queryRows, type RowStatement } from './row-connection.js';
import { rowColumnsOf } from './row-columns.js';
import { RowKeyUnsuitable } from './row-key-unsuitable.error.js';
import type { KeptRows } from './kept-rows.js';
import { deleteOf, keysAfterOf, loadOf, sampleOf, upsertOf } from './row-statements.js';

/** Where the rows of a generation stand. */
export interface RowsPlace {
  readonly dataSource: DataSource;
  readonly metadata: EntityMetadata;
  /** The quoted path of the table. */
  readonly table: string;
  /** The quoted name of a column's own type, if it is an enum. */
  readonly enumType: (column: string) => string;
}

/**
 * The rows of a read model in a table, which are loaded and saved a batch at a time in one statement each.
 *
 * A value comes back as what it was written: by codecs that are chosen once, at the start, which fails if there is none.
 * Of a nullable column undefined comes back as null.
 */
export class PostgresRows<Row extends object = object> implements KeptRows<Row> {
  readonly #dataSource: DataSource;
  readonly #metadata: EntityMetadata;
  readonly #fields: readonly RowField[];
  readonly #key: RowField;
  readonly #load: RowStatement;
  readonly #upsert: RowStatement;
  readonly #delete: RowStatement;
  readonly #keysAfter: RowStatement;
  readonly #sample: RowStatement;

  /**
   * @throws EntityUnsuitable it has no key of one column, or columns that are not filled by the fold
   * @throws ColumnUnsuitable a column would give back something else than what was written to it
   */
  constructor({ dataSource, metadata, table, enumType }: RowsPlace) {
    const { key, all } = rowColumnsOf(metadata, dataSource);
    const fields = all.map((column) => new RowField(column, dataSource, enumType(column.databaseName)));
    this.#dataSource = dataSource;
    this.#metadata = metadata;
    this.#key = fields[all.indexOf(key)] as RowField;
    // In front, where the answers are told apart by it.
    this.#fields = [this.#key, ...fields.filter((field) => field !== this.#key)];
    this.#load = { text: loadOf(table, this.#fields, this.#key) };
    this.#upsert = { text: upsertOf(table, this.#fields, this.#key) };
    this.#delete = { text: deleteOf(table, this.#key) };
    this.#keysAfter = { text: keysAfterOf(table, this.#key) };
    this.#sample = { text: sampleOf(table, this.#key) };
  }

  /** @throws RowUnreadable, RowValueRefused, RowKeyUnsuitable */
  async load(keys: readonly string[], manager: EntityManager | undefined): Promise<ReadonlyMap<string, Row>> {
    const loaded = new Map<string, Row>();
    if (keys.length === 0) return loaded;
    const asked = new Set(keys);
    for (const columns of await this.#query(manager, this.#load, [this.#keys(keys)])) {
      const key = columns[0] ?? '';
      // The database holds two texts for one that are not: an upper-case UUID, a collation that passes over case.
      if (!asked.has(key)) throw this.#unsuitable(keys.length === 1 ? String(keys[0]) : 'another', key);
      loaded.set(key, this.#rowOf(columns));
    }
    return loaded;
  }

  /** @throws RowValueRefused, RowKeyUnsuitable */
  async save(rows: ReadonlyMap<string, Row | null>, manager: EntityManager | undefined): Promise<void> {
    const deleted: string[] = [];
    const columns: (string | null)[][] = this.#fields.map(() => []);
    for (const [key, row] of rows) {
      if (row === null) deleted.push(key);
      else this.#add(row, key, columns);
    }
    if ((columns[0]?.length ?? 0) > 0) {
      const arrays = this.#fields.map(({ codec }, n) => arrayText(columns[n] ?? [], codec.plain));
      await this.#query(manager, this.#upsert, arrays);
    }
    if (deleted.length > 0) await this.#query(manager, this.#delete, [this.#keys(deleted)]);
  }

  async keysAfter(
    key: string | undefined,
    atMost: number,
    manager: EntityManager | undefined,
  ): Promise<readonly string[]> {
    const rows = await this.#query(manager, this.#keysAfter, [key ?? '', String(atMost)]);
    return rows.map(([found]) => found ?? '');
  }

  async sampleKeys(count: number, manager: EntityManager | undefined): Promise<readonly string[]> {
    return (await this.#query(manager, this.#sample, [String(count)])).map(([found]) => found ?? '');
  }

  reloaded(row: Row): Row {
    const reloaded = this.#metadata.create() as Row;
    for (const field of this.#fields) field.setReloaded(row, reloaded);
    return reloaded;
  }

  #add(row: Row, key: string, columns: (string | null)[][]): void {
    this.#fields.forEach((field, n) => columns[n]?.push(field.textOf(row)));
    const text = columns[0]?.at(-1) ?? '';
    if (text !== key) throw this.#unsuitable(key, text);
  }

  #rowOf(columns: readonly (string | null)[]): Row {
    const row = this.#metadata.create() as Row;
    this.#fields.forEach((field, n) => field.setFrom(columns[n] ?? null, row));
    return row;
  }

  #keys(keys: readonly string[]): string {
    const { codec } = this.#key;
    for (const key of keys) {
      if (codec.encode(codec.decode(key)) !== key) throw this.#unsuitable(key, codec.encode(codec.decode(key)));
    }
    return arrayText(keys, codec.plain);
  }

  #unsuitable(key: string, found: string): RowKeyUnsuitable {
    return new RowKeyUnsuitable(this.#metadata.name, this.#metadata.primaryColumns[0]?.propertyPath ?? '', key, found);
  }

  #query(manager: EntityManager | undefined, statement: RowStatement, values: readonly string[]) {
    return queryRows(this.#dataSource, manager, statement, values);
  }
}
