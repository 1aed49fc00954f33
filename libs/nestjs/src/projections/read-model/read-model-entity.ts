import { nameOfClass } from '@daybook/domain';
import type { DataSource, EntityMetadata, EntityTarget } from 'typeorm';
import type { ReadModelClass } from '../projection-options.js';
import { EntityUnsuitable } from './entity-unsuitable.error.js';

/**
 * The entity of a read model, with everything refused that its tables could not keep, by generation.
 *
 * @throws EntityUnsuitable
 */
export function readModelEntity(readModel: ReadModelClass, dataSource: DataSource): EntityMetadata {
  const target = readModel as unknown as EntityTarget<object>;
  const name = nameOfClass(readModel);
  const refuse = (finding: string, advice: string) => new EntityUnsuitable(name, finding, advice);
  if (!dataSource.hasMetadata(target)) {
    throw refuse(
      "it is no entity of the event store's DataSource",
      'Decorate it with @Entity, and name it in TypeOrmModule.forFeature or in `entities` of that DataSource, not of another.',
    );
  }
  const metadata = dataSource.getMetadata(target);
  if (dataSource.options.synchronize === true && metadata.synchronize) {
    throw refuse(
      'the DataSource synchronizes its tables, and would make one of its own where the view is to stand',
      `Write @Entity({ name: '${metadata.tableName}', synchronize: false }); a table that was made so far has to be dropped by you.`,
    );
  }
  const unfit = unfitness(metadata);
  if (unfit !== undefined) throw refuse(...unfit);
  const names = [metadata.tableName, metadata.schema ?? '', ...metadata.columns.map((column) => column.databaseName)];
  const odd = names.find((one) => /["'.\p{Cc}\p{Surrogate}]/u.test(one));
  if (odd !== undefined) {
    throw refuse(
      `${JSON.stringify(odd)} is no name that TypeORM can quote`,
      'Use none with quotes, dots or control characters.',
    );
  }
  return metadata;
}

function unfitness(metadata: EntityMetadata): readonly [finding: string, advice: string] | undefined {
  if (metadata.tableType !== 'regular')
    return [`it is of the kind "${metadata.tableType}"`, 'Make it a plain @Entity.'];
  if (metadata.inheritancePattern !== undefined || (metadata.parentEntityMetadata as unknown)) {
    return ['it shares its table with another class', 'Give each class a table of its own.'];
  }
  if (metadata.treeType !== undefined) return ['it is a tree', 'Keep the path in a column of its own.'];
  if (metadata.relations.length > 0 || metadata.foreignKeys.length > 0) {
    const names = metadata.relations.map(({ propertyPath }) => propertyPath).join(', ');
    return [
      `it has relations (${names || 'by foreign keys'}), and a row of one generation must not hang on rows of another`,
      'Keep the id in a plain column, and join by it.',
    ];
  }
  return undefined;
}
