import type { DataSource, EntityMetadata } from 'typeorm';
import { propertyTypeOf } from './column/property-type.js';
import { readAsDeclared } from './column/property-transformer.js';
import type { ProjectionDefinition } from '../projection-definition.js';
import { versionNameOf } from './generation-names.js';
import { rememberView } from './version-views.js';

/**
 * Lets everything that TypeORM does with an entity, in the whole process, meet the view of a version: its repositories,
 * its query builders, `@InjectRepository`. Columns that the driver gives as another type than the property's come as that.
 */
export function readThroughVersion(
  metadata: EntityMetadata,
  { name, version }: Pick<ProjectionDefinition, 'name' | 'version'>,
  { driver }: DataSource,
): void {
  const view = versionNameOf(metadata.tableName, version);
  rememberView(view, { projection: name, version });
  // Of all that TypeORM derives from an entity's name, the only thing that it puts into its statements.
  metadata.tablePath = driver.buildTableName(view, metadata.schema, metadata.database);
  for (const column of metadata.columns) readAsDeclared(column, driver.normalizeType(column), propertyTypeOf(column));
}
