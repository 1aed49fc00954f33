import { type GenerationStatements, generationStatements } from '@daybook/event-store';
import type { EntityManager } from 'typeorm';
import { sqlState } from './sql-state.js';
import { quoted, versionNameOf } from './generation-names.js';
import type { GenerationRecord, ReadModelName } from './generation-record.js';
import { ReadModelDependedOn } from './read-model-depended-on.error.js';
import { ReadModelInUse } from './read-model-in-use.error.js';
import { ReadModelNameTaken } from './read-model-name-taken.error.js';
import { type Relation, relationAt } from './relation.js';

const kinds = new Map([
  ['r', 'a table'],
  ['p', 'a partitioned table'],
  ['v', 'a view'],
  ['m', 'a materialized view'],
  ['f', 'a foreign table'],
  ['S', 'a sequence'],
]);
const lockNotAvailable = '55P03';
const dependentObjects = '2BP01';

/**
 * The views through which read models are read. One is changed in the transaction that moves the pointer: a reader who
 * comes meanwhile waits, and then sees the new one; there is no moment without a view.
 */
export class GenerationViews {
  readonly #statements: GenerationStatements;

  /** @param waitMs for how long a switch waits for readers, and others for the switch */
  constructor(
    schema: string,
    private readonly waitMs: number,
  ) {
    this.#statements = generationStatements(schema);
  }

  /** The schema in which an entity without one of its own stands. */
  async currentSchema(manager: EntityManager): Promise<string> {
    const [row] = await manager.query<{ schema: string | null }[]>(this.#statements.currentSchema);
    return row?.schema ?? 'public';
  }

  /** Refuses what stands where a view is to stand, unless it is the projection's own. @throws ReadModelNameTaken */
  async assertFree(manager: EntityManager, projection: string, schema: string, name: string): Promise<void> {
    await this.#relation(manager, projection, schema, name);
  }

  /** Whether the views of a generation that is live stand. */
  async stand(manager: EntityManager, record: GenerationRecord): Promise<boolean> {
    for (const view of viewsOf(record)) {
      if ((await this.#relation(manager, record.name, view.schema, view.name)) === undefined) return false;
    }
    return true;
  }

  /**
   * Lets the views of a version, and of the projection if it is `shown`, show a generation.
   *
   * @throws ReadModelNameTaken, ReadModelInUse
   */
  async show(manager: EntityManager, record: GenerationRecord, roles: readonly string[]): Promise<void> {
    await this.#withoutLongWait(manager, record.name, async () => {
      const isOwn = await this.#isOwn(manager, record.schema);
      for (const view of viewsOf(record)) {
        if (isOwn) await this.#replace(manager, record, view, roles);
        else await this.#showAsOwner(manager, record, view);
      }
    });
  }

  /** Lets roles read the views that show a generation. */
  async grant(manager: EntityManager, record: GenerationRecord, roles: readonly string[]): Promise<void> {
    for (const { schema, name } of viewsOf(record)) {
      const stands = (await this.#relation(manager, record.name, schema, name)) !== undefined;
      if (stands) await grantReading(manager, quoted(schema, name), roles);
    }
  }

  /** Removes the views of a version. @throws ReadModelInUse */
  async remove(manager: EntityManager, record: GenerationRecord): Promise<void> {
    await this.#withoutLongWait(manager, record.name, async () => {
      for (const { schema, table } of byName(record.readModels)) {
        const name = versionNameOf(table, record.version);
        const relation = await this.#relation(manager, record.name, schema, name);
        if (relation === undefined) continue;
        if (await this.#isOwn(manager, record.schema)) await this.#drop(manager, record.name, quoted(schema, name));
        else await manager.query(this.#statements.removeView, [record.schema, schema, name]);
      }
    });
  }

  async #replace(
    manager: EntityManager,
    record: GenerationRecord,
    { schema, name, table }: View,
    roles: readonly string[],
  ): Promise<void> {
    const view = quoted(schema, name);
    const target = await this.#columnsOf(manager, record.schema, table);
    const before = await this.#relation(manager, record.name, schema, name);
    const selection = `SELECT ${target.map((column) => quoted(column.name)).join(', ')} FROM ${quoted(record.schema, table)}`;
    const same = JSON.stringify(before?.columns) === JSON.stringify(target);
    // Replaced where that can be, because what others have built on it stays.
    if (before !== undefined && !same) await this.#drop(manager, record.name, view);
    await manager.query(`CREATE OR REPLACE VIEW ${view} AS ${selection}`);
    await grantReading(manager, view, roles);
    if (same) return;
    for (const { role, privilege } of before?.grants ?? []) {
      await manager.query(`GRANT ${privilege} ON ${view} TO ${role === null ? 'PUBLIC' : quoted(role)}`);
    }
  }

  /** The same by a role to whom the tables and views do not belong, as the application's does not own them. */
  async #showAsOwner(manager: EntityManager, record: GenerationRecord, { schema, name, table }: View): Promise<void> {
    try {
      await manager.query(this.#statements.showTable, [record.schema, table, schema, name]);
    } catch (error) {
      throw dependedOn(error, record.name, quoted(schema, name));
    }
  }

  async #isOwn(manager: EntityManager, schema: string): Promise<boolean> {
    const [found] = await manager.query<{ own: boolean }[]>(this.#statements.schemaFound, [schema]);
    return found?.own ?? true;
  }

  async #drop(manager: EntityManager, projection: string, view: string): Promise<void> {
    try {
      await manager.query(`DROP VIEW ${view}`);
    } catch (error) {
      throw dependedOn(error, projection, view);
    }
  }

  async #columnsOf(manager: EntityManager, schema: string, table: string): Promise<Relation['columns']> {
    return (await relationAt(manager, this.#statements, schema, table))?.columns ?? [];
  }

  async #relation(
    manager: EntityManager,
    projection: string,
    schema: string,
    name: string,
  ): Promise<Relation | undefined> {
    const relation = await relationAt(manager, this.#statements, schema, name, projection);
    if (relation === undefined || (relation.kind === 'v' && relation.own)) return relation;
    throw new ReadModelNameTaken(projection, quoted(schema, name), kinds.get(relation.kind) ?? 'something');
  }

  async #withoutLongWait(manager: EntityManager, projection: string, work: () => Promise<void>): Promise<void> {
    const [before] = await manager.query<{ setting: string }[]>(this.#statements.lockTimeout, [`${this.waitMs}ms`]);
    try {
      await work();
    } catch (error) {
      throw sqlState(error) === lockNotAvailable ? new ReadModelInUse(projection, this.waitMs, error) : error;
    }
    await manager.query(this.#statements.lockTimeout, [before?.setting ?? '0']);
  }
}

/** UPDATE as well, without which nobody may lock a row that he decides by; the tables behind are theirs to write anyway. */
async function grantReading(manager: EntityManager, view: string, roles: readonly string[]): Promise<void> {
  for (const role of roles) await manager.query(`GRANT SELECT, UPDATE ON ${view} TO ${quoted(role)}`);
}

function dependedOn(error: unknown, projection: string, view: string): unknown {
  return sqlState(error) === dependentObjects ? new ReadModelDependedOn(projection, view, error) : error;
}

interface View {
  readonly schema: string;
  readonly name: string;
  readonly table: string;
}

/** In one order, so that two switches never wait for each other. */
function viewsOf(record: GenerationRecord): readonly View[] {
  return byName(record.readModels).flatMap(({ schema, table }) => {
    const version = versionNameOf(table, record.version);
    const own = { schema, name: version, table: version };
    return record.shown ? [own, { schema, name: table, table: version }] : [own];
  });
}

function byName(readModels: readonly ReadModelName[]): readonly ReadModelName[] {
  return readModels.toSorted((a, b) => (`${a.schema}.${a.table}` < `${b.schema}.${b.table}` ? -1 : 1));
}
