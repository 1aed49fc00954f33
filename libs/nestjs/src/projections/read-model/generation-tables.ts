import { generationStatements } from '@daybook/event-store';
import type { DataSource, EntityManager, EntityMetadata } from 'typeorm';
import type { ProjectionDefinition } from '../projection-definition.js';
import { currentOf } from './current-generation.js';
import { enumTypeOf } from './make-table.js';
import { GenerationInUse } from './generation-in-use.error.js';
import { assertNamesFit, quoted, tablesSchemaOf, versionNameOf } from './generation-names.js';
import type { BuildOrders, GenerationRecord, GenerationState, ReadModelName } from './generation-record.js';
import { GenerationRecords } from './generation-records.js';
import { GenerationPath } from './generation-path.js';
import { GenerationSchema } from './generation-schema.js';
import { GenerationTablesMissing } from './generation-tables-missing.error.js';
import { GenerationViews } from './generation-views.js';
import type { Generation } from './generation.js';
import type { KeptRows } from './kept-rows.js';
import { PostgresRows } from './postgres-rows.js';
import { readModelEntity } from './read-model-entity.js';
import { readThroughVersion } from './read-through.js';
import { sqlState } from './sql-state.js';

/** Options of `GenerationTables`. */
export interface GenerationTablesOptions {
  /** Whether a start makes what is missing, or stops. Default `run`. */
  readonly migrations?: 'run' | 'check' | 'ignore' | undefined;
  /**
   * Whether tables are `made` from the entities, or `given`: by the application's own migrations, as
   * `account_balances_v1_g1.account_balances_v1` for the first generation; those of the next are made like them. Default
   * `made`.
   */
  readonly tables?: 'made' | 'given' | undefined;
  /** For how long a switch waits for readers, and new readers for the switch, in milliseconds. Default 1,000. */
  readonly waitMs?: number | undefined;
}

/**
 * The tables of read models, by generation: each in a PostgreSQL schema of its own (`account_balances_v1_g1`), so that one
 * is built while another is read. Readers of version 1 go through the view `account_balances_v1`, everybody else through
 * `account_balances`, both in the entity's own schema; a switch points them at other tables in one transaction.
 *
 * At the start, for each projection that is kept: `ensure(definition)`, then `readThrough(definition)`. To write:
 * `rowsOf(definition, generation)` for a fold; for handlers `pointAt(manager, generation)` first, in each transaction.
 */
export class GenerationTables {
  readonly #records: GenerationRecords;
  readonly #views: GenerationViews;
  readonly #schemas: GenerationSchema;
  readonly #path: GenerationPath;
  readonly #migrations: 'run' | 'check' | 'ignore';
  /** By projection, of those that this process has. */
  readonly #entities = new Map<string, readonly EntityMetadata[]>();

  /** @param schema the event store's, where the generations are on record */
  constructor(
    private readonly dataSource: DataSource,
    private readonly schema: string,
    { migrations = 'run', tables = 'made', waitMs = 1_000 }: GenerationTablesOptions = {},
  ) {
    this.#records = new GenerationRecords(schema);
    this.#views = new GenerationViews(schema, waitMs);
    this.#schemas = new GenerationSchema(dataSource, generationStatements(schema), tables === 'given');
    this.#path = new GenerationPath(schema);
    this.#migrations = migrations;
  }

  /**
   * The generation of a version that readers see, or the one that is to become it. Where there is none, the first one is
   * made: once, whichever of several processes is first. It is live from its beginning if no other version is: there is
   * nothing else to be read. Beside a live version it is `building`, and has no view before it is switched to.
   *
   * @throws EntityUnsuitable, ColumnUnsuitable, ReadModelNameTaken
   * @throws GenerationTablesDiffer the entity has changed, and the version has not
   * @throws GenerationTablesMissing there is none, and migrations are not to be run, or not by this role
   */
  async ensure(definition: ProjectionDefinition): Promise<Generation> {
    const { manager } = this.dataSource;
    const entities = this.#entitiesOf(definition);
    const current = currentOf(await this.#records.list(manager, definition.name), definition.version);
    if (current !== undefined && (current.state !== 'live' || (await this.#views.stand(manager, current)))) {
      const generation = generationOf(current);
      await this.#schemas.assertFit({ generation, schema: current.schema, entities }, manager);
      return generation;
    }
    if (this.#migrations !== 'run') {
      throw new GenerationTablesMissing(definition, current === undefined ? 'there are none' : 'a view was dropped');
    }
    return this.#changing(definition, async (changing) => {
      const records = await this.#records.list(changing, definition.name);
      const meanwhile = currentOf(records, definition.version);
      if (meanwhile === undefined) return this.#make(definition, entities, records, changing);
      // Somebody has dropped a view, as TypeORM's dropSchema does.
      if (meanwhile.state === 'live') await this.#show(meanwhile, changing);
      return generationOf(meanwhile);
    });
  }

  /**
   * Makes the next generation of a version, in the state `building`. Throws what `ensure` throws, and what `assertMayBegin`
   * throws, which is told which ones there are while nobody else changes them; `alongWith` is done with it or not at all.
   */
  async create(
    definition: ProjectionDefinition,
    orders?: BuildOrders,
    assertMayBegin?: (records: readonly GenerationRecord[], manager: EntityManager) => void | Promise<void>,
    alongWith?: (made: Generation, manager: EntityManager) => Promise<void>,
  ): Promise<Generation> {
    const entities = this.#entitiesOf(definition);
    return this.#changing(definition, async (manager) => {
      const records = await this.#records.list(manager, definition.name);
      await assertMayBegin?.(records, manager);
      const made = await this.#make(definition, entities, records, manager);
      if (orders !== undefined) await this.#records.order(manager, made, orders);
      await alongWith?.(made, manager);
      return made;
    });
  }

  /**
   * Lets those roles that may append write the tables, and read the views, of a projection's generations: for roles that
   * were given their privileges later than the tables were made.
   */
  async grant({ name }: Pick<ProjectionDefinition, 'name'>): Promise<void> {
    await this.dataSource.transaction('READ COMMITTED', async (manager) => {
      const roles = await this.#records.appenders(manager);
      for (const record of await this.#records.list(manager, name)) {
        if (record.state === 'dropped') continue;
        await this.#schemas.grant(record, roles, manager);
        if (record.state === 'live') await this.#views.grant(manager, record, roles);
      }
    });
  }

  /** The generations of a projection, or of all, the oldest first; those that were dropped included. */
  async generations(name?: string): Promise<readonly GenerationRecord[]> {
    return this.#records.list(this.dataSource.manager, name);
  }

  /** Puts on record what a generation is at. `live` is reached by `switchTo`, `dropped` by `drop`. */
  async move(
    generation: Generation,
    state: Exclude<GenerationState, 'live' | 'dropped'>,
    reason?: string,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<void> {
    await this.#records.move(manager, generation, state, reason);
  }

  /**
   * Lets readers see a generation from the manager's commit on; the one that was live in its version is `following`. Also
   * for a way back, to another generation or to another version.
   *
   * Readers wait while it is done: let it be the last thing in its transaction.
   *
   * @throws NoSuchGeneration
   * @throws ReadModelInUse a reader's transaction stays open; nothing was changed, and the transaction must be rolled back
   */
  async switchTo(generation: Generation, manager: EntityManager): Promise<void> {
    await this.#records.lock(manager, generation.name);
    const records = await this.#records.list(manager, generation.name);
    const before = records.find(({ version, state }) => version === generation.version && state === 'live');
    await this.#records.get(manager, generation);
    if (before !== undefined && before.generation !== generation.generation) {
      await this.#records.move(manager, before, 'following');
    }
    await this.#records.move(manager, generation, 'live');
    await this.#records.show(manager, generation);
    await this.#show(await this.#records.get(manager, generation), manager);
  }

  /**
   * Drops the tables of a generation. Of one that is live in a version that is not, the version's view goes with it.
   *
   * @throws NoSuchGeneration
   * @throws GenerationInUse it is the live one of the live version
   */
  async drop(generation: Generation): Promise<void> {
    await this.#changing(generation, async (manager) => {
      const record = await this.#records.get(manager, generation);
      if (record.shown) throw new GenerationInUse(generationOf(record));
      if (record.state === 'live') await this.#views.remove(manager, record);
      const tables = record.readModels.map(({ table }) => table);
      await this.#schemas.drop(record.schema, record.version, tables, manager);
      await this.#records.move(manager, generation, 'dropped');
    });
  }

  /** The rows of a fold's generation. @throws EntityUnsuitable, ColumnUnsuitable */
  rowsOf<Row extends object = object>(definition: ProjectionDefinition, generation: Generation): KeptRows<Row> {
    const metadata = readModelEntity(definition.readModels[0], this.dataSource);
    const schema = tablesSchemaOf(generation, this.schema);
    const { version } = generation;
    return new PostgresRows<Row>({
      dataSource: this.dataSource,
      metadata,
      table: quoted(schema, versionNameOf(metadata.tableName, version)),
      enumType: (column) => enumTypeOf(metadata, version, schema, column),
    });
  }

  /** The rows of a fold that readers of its version see at each moment: to be read only. */
  liveRowsOf<Row extends object = object>(definition: ProjectionDefinition): KeptRows<Row> {
    const metadata = readModelEntity(definition.readModels[0], this.dataSource);
    const view = versionNameOf(metadata.tableName, definition.version);
    const table = metadata.schema === undefined ? quoted(view) : quoted(metadata.schema, view);
    return new PostgresRows<Row>({ dataSource: this.dataSource, metadata, table, enumType: () => '' });
  }

  /**
   * Lets the statements that are made through a manager write a generation's tables, to the end of its transaction or to
   * `pointBack`: those of TypeORM for the entities of its projection, and those by hand that name them without a schema.
   *
   * In a transaction that goes on with something else, `pointBack` has to follow.
   */
  async pointAt(manager: EntityManager, generation: Generation): Promise<void> {
    const schema = tablesSchemaOf(generation, this.schema);
    const entities = this.#entities.get(generation.name) ?? [];
    await this.#path.pointAt(manager, schema, generation.version, entities);
  }

  /** Lets them mean again what they meant before `pointAt`. */
  async pointBack(manager: EntityManager): Promise<void> {
    await this.#path.pointBack(manager);
  }

  /**
   * Lets repositories, query builders and `@InjectRepository` of the projection's entities read the live generation of
   * its version, in the whole process; a bigint column whose property is a number comes as a number there, too.
   *
   * @throws EntityUnsuitable, ColumnUnsuitable
   */
  readThrough(definition: ProjectionDefinition): void {
    for (const metadata of this.#entitiesOf(definition)) {
      readThroughVersion(metadata, definition, this.dataSource);
    }
  }

  #entitiesOf(definition: ProjectionDefinition): readonly EntityMetadata[] {
    const entities = definition.readModels.map((readModel) => readModelEntity(readModel, this.dataSource));
    const first = { name: definition.name, version: definition.version, generation: 1 };
    for (const metadata of entities) assertNamesFit(metadata, first, this.schema);
    if (definition.kind === 'fold') this.rowsOf(definition, first);
    this.#entities.set(definition.name, entities);
    return entities;
  }

  async #make(
    definition: ProjectionDefinition,
    entities: readonly EntityMetadata[],
    records: readonly GenerationRecord[],
    manager: EntityManager,
  ): Promise<Generation> {
    const { name, version } = definition;
    const numbers = records.filter((record) => record.version === version).map((record) => record.generation);
    const generation: Generation = { name, version, generation: Math.max(0, ...numbers) + 1 };
    const schema = tablesSchemaOf(generation, this.schema);
    const readModels = await this.#placesOf(entities, manager);
    for (const { schema: own, table } of readModels) {
      await this.#views.assertFree(manager, name, own, table);
      await this.#views.assertFree(manager, name, own, versionNameOf(table, version));
    }
    const pattern = records.findLast((record) => record.version === version && record.state !== 'dropped')?.schema;
    await this.#schemas.make({ generation, schema, entities }, pattern, manager);
    await this.#schemas.grant({ ...generation, schema, readModels }, await this.#records.appenders(manager), manager);
    await this.#records.add(manager, generation, schema, readModels);
    // Of a projection that is new to this database there is nothing else to be read.
    if (records.every(({ state }) => state === 'dropped')) await this.switchTo(generation, manager);
    return generation;
  }

  async #show(record: GenerationRecord, manager: EntityManager): Promise<void> {
    await this.#views.show(manager, record, await this.#records.appenders(manager));
  }

  async #placesOf(entities: readonly EntityMetadata[], manager: EntityManager): Promise<readonly ReadModelName[]> {
    const current = await this.#views.currentSchema(manager);
    return entities.map(({ schema = current, tableName: table }) => ({ schema, table }));
  }

  async #changing<R>({ name, version }: ProjectionVersion, work: (manager: EntityManager) => Promise<R>): Promise<R> {
    try {
      return await this.dataSource.transaction('READ COMMITTED', async (manager) => {
        await this.#records.lock(manager, name);
        return work(manager);
      });
    } catch (error) {
      const isDenied = sqlState(error) === insufficientPrivilege;
      throw isDenied ? new GenerationTablesMissing({ name, version }, 'this role may not change them', error) : error;
    }
  }
}

const insufficientPrivilege = '42501';

type ProjectionVersion = Pick<Generation, 'name' | 'version'>;

function generationOf({ name, version, generation }: Generation): Generation {
  return { name, version, generation };
}
