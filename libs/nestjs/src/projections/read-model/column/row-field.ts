import type { DataSource } from 'typeorm';
import { keptAs } from './array-codec.js';
import { codecOf } from './codec-of.js';
import type { ColumnCodec } from './column-codec.js';
import type { ColumnMetadata } from './column-metadata.js';
import type { ColumnPlace } from './column-place.js';
import { hasTransformer } from './property-transformer.js';
import { RowValueRefused } from './row-value-refused.error.js';
import { checkedText } from './text-codecs.js';

/** A property of a row with its column. */
export class RowField {
  /** The quoted name of the column. */
  readonly column: string;
  readonly codec: ColumnCodec;
  readonly #place: ColumnPlace;
  readonly #transformed: boolean;
  readonly #name: string | undefined;

  /** @throws ColumnUnsuitable */
  constructor(
    private readonly metadata: ColumnMetadata,
    private readonly dataSource: DataSource,
    enumType: string,
  ) {
    this.column = `"${metadata.databaseName}"`;
    this.codec = codecOf(metadata, dataSource, enumType);
    this.#transformed = hasTransformer(metadata);
    this.#name = metadata.embeddedMetadata === undefined ? metadata.propertyName : undefined;
    this.#place = {
      entity: metadata.entityMetadata.name,
      property: metadata.propertyPath,
      columnType: dataSource.driver.normalizeType(metadata),
      propertyType: '',
    };
  }

  /** What is selected. */
  get selected(): string {
    return this.codec.read?.(this.column) ?? this.column;
  }

  /** @throws RowValueRefused */
  textOf(row: object): string | null {
    const value = this.#valueIn(row);
    const text = this.#transformed ? this.#driven(value) : value == null ? null : this.codec.encode(value);
    if (text === null && !this.metadata.isNullable) {
      throw new RowValueRefused(
        this.#place,
        `it is ${value === null ? 'null' : 'undefined'}, and the column is not nullable`,
        'Set it in initial(), or write @Column({ nullable: true }).',
      );
    }
    return text;
  }

  /** @throws RowUnreadable */
  setFrom(text: string | null, row: object): void {
    const read = text === null ? null : this.codec.decode(text);
    this.#set(row, this.#transformed ? this.dataSource.driver.prepareHydratedValue(read, this.metadata) : read);
  }

  /** Sets the property to what it would come back as after it was written from another row. @throws RowValueRefused */
  setReloaded(from: object, row: object): void {
    const text = this.textOf(from);
    const value = this.#valueIn(from);
    if (!this.#transformed) return this.#set(row, text === null ? null : keptAs(this.codec, value));
    const { driver } = this.dataSource;
    const prepared: unknown = driver.preparePersistentValue(value, this.metadata);
    // Where what is read is another text than what is written, the driver gives what it takes.
    const isDriven = text === null || this.codec.read !== undefined || typeof prepared === 'boolean';
    this.#set(row, driver.prepareHydratedValue(isDriven ? prepared : this.codec.decode(text), this.metadata));
  }

  #valueIn(row: object): unknown {
    return this.#name === undefined ? this.metadata.getEntityValue(row) : (row as Record<string, unknown>)[this.#name];
  }

  #set(row: object, value: unknown): void {
    if (this.#name === undefined) this.metadata.setEntityValue(row, value);
    else (row as Record<string, unknown>)[this.#name] = value;
  }

  // As TypeORM and the driver would write what the transformer gives.
  #driven(value: unknown): string | null {
    const prepared: unknown = this.dataSource.driver.preparePersistentValue(value, this.metadata);
    if (prepared == null) return null;
    if (typeof prepared === 'string') return checkedText(this.#place, prepared);
    if (typeof prepared === 'number' || typeof prepared === 'bigint') return String(prepared);
    return this.codec.encode(prepared);
  }
}
