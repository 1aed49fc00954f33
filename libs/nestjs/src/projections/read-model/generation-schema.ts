import type { GenerationStatements } from '@daybook/event-store';
import type { DataSource, EntityManager, EntityMetadata, QueryRunner } from 'typeorm';
import { GenerationTablesDiffer } from './generation-tables-differ.error.js';
import { quoted, versionNameOf } from './generation-names.js';
import type { ReadModelName } from './generation-record.js';
import type { Generation } from './generation.js';
import { makeTable } from './make-table.js';
import { ReadModelNameTaken } from './read-model-name-taken.error.js';
import { relationAt } from './relation.js';
import { tableDifferences } from './table-differences.js';

/** Which schema is meant, and what is to stand in it. */
export interface SchemaParts {
  readonly generation: Generation;
  readonly schema: string;
  readonly entities: readonly EntityMetadata[];
}

/** A generation, where its tables stand, and where the views through which they are read. */
export interface PlacedGeneration extends Generation {
  readonly schema: string;
  readonly readModels: readonly ReadModelName[];
}

/**
 * The schemas in which the tables of generations stand, one for each. They belong to whoever has made the first of a version,
 * which may be another role than the application's: that one asks functions of the store to do the same with its rights.
 */
export class GenerationSchema {
  /** @param given whether the tables are made by the user's migrations */
  constructor(
    private readonly dataSource: DataSource,
    private readonly statements: GenerationStatements,
    private readonly given: boolean,
  ) {}

  /**
   * Makes a schema with its tables, or takes it as it was made by others. An entity's own name means its table there as
   * well, for statements that somebody writes by hand.
   *
   * @param pattern the schema of an earlier generation, whose tables are copied where the user has made those
   * @throws EntityUnsuitable, ReadModelNameTaken, GenerationTablesDiffer
   */
  async make(parts: SchemaParts, pattern: string | undefined, manager: EntityManager): Promise<void> {
    const { generation, schema, entities } = parts;
    const exists = (await this.#find(schema, manager)) !== undefined;
    if (exists && !this.given) throw new ReadModelNameTaken(generation.name, quoted(schema), 'a schema');
    if (!exists && this.given && pattern === undefined) await this.assertFit(parts, manager);
    if (!exists && pattern !== undefined && !(await this.isOwn(pattern, manager))) {
      await manager.query(this.statements.copyTables, [pattern, generation.generation]);
      return this.assertFit(parts, manager);
    }
    if (!exists) await manager.query(`CREATE SCHEMA ${quoted(schema)}`);
    for (const metadata of entities) {
      const table = versionNameOf(metadata.tableName, generation.version);
      if (!exists) await this.#makeTable(metadata, parts, pattern, manager);
      const byHand = await relationAt(manager, this.statements, schema, metadata.tableName);
      if (byHand !== undefined) continue;
      await manager.query(
        `CREATE VIEW ${quoted(schema, metadata.tableName)} AS SELECT * FROM ${quoted(schema, table)}`,
      );
    }
    await this.assertFit(parts, manager);
  }

  /** @throws GenerationTablesDiffer the tables are not what the entities need */
  async assertFit({ generation, schema, entities }: SchemaParts, manager: EntityManager): Promise<void> {
    const differences: string[] = [];
    for (const metadata of entities) {
      const table = versionNameOf(metadata.tableName, generation.version);
      const relation = await relationAt(manager, this.statements, schema, table);
      differences.push(...tableDifferences(metadata, relation, [schema, table], this.dataSource));
    }
    if (differences.length > 0) throw new GenerationTablesDiffer(generation, differences);
  }

  /** Whether what is in a schema is this role's to change. */
  async isOwn(schema: string, manager: EntityManager): Promise<boolean> {
    return (await this.#find(schema, manager))?.own ?? true;
  }

  /** Lets roles write the tables, and have them made anew. */
  async grant(placed: PlacedGeneration, roles: readonly string[], manager: EntityManager): Promise<void> {
    const { schema } = placed;
    if (!(await this.isOwn(schema, manager))) return;
    await manager.query(`COMMENT ON SCHEMA ${quoted(schema)} IS '${markOf(placed).replaceAll("'", "''")}'`);
    for (const role of roles.map((one) => quoted(one))) {
      await manager.query(`GRANT USAGE ON SCHEMA ${quoted(schema)} TO ${role}`);
      await manager.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${quoted(schema)} TO ${role}`);
      await manager.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${quoted(schema)} TO ${role}`);
    }
  }

  /** Drops a schema with all that is in it, unless something outside hangs on one of its tables. */
  async drop(schema: string, version: number, tables: readonly string[], manager: EntityManager): Promise<void> {
    if (!(await this.isOwn(schema, manager))) return manager.query(this.statements.dropTables, [schema]);
    for (const table of tables) {
      await manager.query(`DROP VIEW IF EXISTS ${quoted(schema, table)}`);
      await manager.query(`DROP TABLE IF EXISTS ${quoted(schema, versionNameOf(table, version))}`);
    }
    await manager.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`);
  }

  async #find(schema: string, manager: EntityManager): Promise<{ readonly own: boolean } | undefined> {
    return (await manager.query<{ own: boolean }[]>(this.statements.schemaFound, [schema]))[0];
  }

  async #makeTable(
    metadata: EntityMetadata,
    { generation: { version }, schema }: SchemaParts,
    pattern: string | undefined,
    manager: EntityManager,
  ): Promise<void> {
    if (this.given && pattern !== undefined) {
      const table = versionNameOf(metadata.tableName, version);
      await manager.query(`CREATE TABLE ${quoted(schema, table)} (LIKE ${quoted(pattern, table)} INCLUDING ALL)`);
    } else {
      const { driver } = this.dataSource;
      await makeTable(metadata, version, schema, { runner: manager.queryRunner as QueryRunner, driver });
    }
  }
}

/** As generation_mark reads it: what the application may show and drop with the owner's rights is what the owner says here. */
function markOf({ name, version, generation, readModels }: PlacedGeneration): string {
  const views = [...new Set(readModels.map(({ schema }) => schema))];
  return `daybook: ${JSON.stringify({ projection: name, version, generation, views })}`;
}
