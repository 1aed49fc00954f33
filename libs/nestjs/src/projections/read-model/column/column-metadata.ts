import type { EntityMetadata } from 'typeorm';

/** A column as TypeORM knows it. */
export type ColumnMetadata = EntityMetadata['columns'][number];
