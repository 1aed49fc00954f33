import type { DataSource, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from './column/column-metadata.js';
import { EntityUnsuitable } from './entity-unsuitable.error.js';

/** In which a key, which is a text, is told from another as the texts are. */
const keyTypes = ['text', 'character varying', 'uuid', 'smallint', 'integer', 'bigint'];

/** The columns of a fold's rows, and the one among them that is the key. */
export interface RowColumns {
  readonly key: ColumnMetadata;
  readonly all: readonly ColumnMetadata[];
}

/**
 * @throws EntityUnsuitable its key is not one column, or a column is filled by something else than the fold
 */
export function rowColumnsOf(metadata: EntityMetadata, dataSource: DataSource): RowColumns {
  const refuse = (finding: string, advice: string) => new EntityUnsuitable(metadata.name, finding, advice);
  const [key, ...others] = metadata.primaryColumns;
  if (key === undefined || others.length > 0) {
    throw refuse(
      `it has ${metadata.primaryColumns.length} primary columns`,
      'Give it one, which holds the key of the projection; two values are one key with a separator between them.',
    );
  }
  const keyType = dataSource.driver.normalizeType(key);
  if (!keyTypes.includes(keyType) || key.isArray || key.transformer !== undefined) {
    throw refuse(
      `its key ${key.propertyPath} is ${key.transformer === undefined ? `of type ${keyType}` : 'behind a transformer'}`,
      `Use a plain column of type ${keyTypes.join(', ')}.`,
    );
  }
  const all = metadata.columns.filter((column) => !column.isVirtualProperty && column.generatedType === undefined);
  const filled = all.find((column) => column.isGenerated || isDated(column) || !column.isInsert || !column.isUpdate);
  if (filled !== undefined) {
    throw refuse(
      `${filled.propertyPath} is filled by the database or by TypeORM, or never written, and not by the events`,
      'Make it a plain @Column and set it in the fold; the time of an event is meta.occurredAt or meta.recordedAt.',
    );
  }
  return { key, all };
}

function isDated(column: ColumnMetadata): boolean {
  return column.isCreateDate || column.isUpdateDate || column.isDeleteDate || column.isVersion;
}
