import type { DataSource, EntityMetadata } from 'typeorm';
import { quoted } from './generation-names.js';
import type { Relation } from './relation.js';

/** In which respects a table does not fit its entity, each in some words. What it has beyond that does no harm. */
export function tableDifferences(
  metadata: EntityMetadata,
  relation: Relation | undefined,
  path: readonly [schema: string, table: string],
  { driver }: DataSource,
): readonly string[] {
  const table = quoted(...path);
  if (relation === undefined) return [`there is no table ${table}`];
  const types = new Map(relation.columns.map(({ name, base }) => [name, base]));
  return metadata.columns
    .filter((column) => !column.isVirtualProperty)
    .flatMap((column) => {
      const type = types.get(column.databaseName);
      if (type === undefined) return [`${table} has no column "${column.databaseName}"`];
      const own = driver.normalizeType(column);
      // Of an enum the name tells nothing.
      const fits = own === 'enum' || alike(type) === alike(`${own}${column.isArray ? '[]' : ''}`);
      return fits ? [] : [`"${column.databaseName}" of ${table} is of type ${type}, and not ${own}`];
    });
}

// The one holds what the other does, and the entity's own limit of length is kept by the codec.
function alike(type: string): string {
  return type.replace(/^character varying/, 'text');
}
