import {
  generationStatements,
  type GenerationStatements,
  type RetirementStatements,
  retirementStatements,
} from '@daybook/event-store';
import type { DataSource, EntityManager } from 'typeorm';
import { quoted, versionNameOf } from '../read-model/generation-names.js';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { GenerationSchema } from '../read-model/generation-schema.js';
import { ReadModelDependedOn } from '../read-model/read-model-depended-on.error.js';
import { sqlState } from '../read-model/sql-state.js';

interface View {
  readonly schema: string;
  readonly name: string;
}

const dependentObjects = '2BP01';

/** The tables of a generation and the views through which they were read, which go together. */
export class RetiredTables {
  readonly #statements: RetirementStatements;
  readonly #generation: GenerationStatements;
  readonly #schemas: GenerationSchema;

  constructor(dataSource: DataSource, schema: string) {
    this.#statements = retirementStatements(schema);
    this.#generation = generationStatements(schema);
    this.#schemas = new GenerationSchema(dataSource, this.#generation, false);
  }

  /** @throws ReadModelDependedOn somebody has built on one of the views */
  async drop(record: GenerationRecord, manager: EntityManager): Promise<void> {
    for (const view of await manager.query<View[]>(this.#statements.views, [record.schema])) {
      // What others have made of our tables is theirs.
      if (isOurs(view, record)) await this.#dropView(view, record, manager);
    }
    const tables = record.readModels.map(({ table }) => table);
    await this.#told(record, quoted(record.schema), () =>
      this.#schemas.drop(record.schema, record.version, tables, manager),
    );
  }

  async #dropView({ schema, name }: View, record: GenerationRecord, manager: EntityManager): Promise<void> {
    const view = quoted(schema, name);
    await this.#told(record, view, async () => {
      if (await this.#schemas.isOwn(record.schema, manager)) await manager.query(`DROP VIEW ${view}`);
      else await manager.query(this.#generation.removeView, [record.schema, schema, name]);
    });
  }

  async #told(record: GenerationRecord, view: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw sqlState(error) === dependentObjects ? new ReadModelDependedOn(record.name, view, error) : error;
    }
  }
}

/** The view of the version, or the one under the entity's own name. */
function isOurs({ schema, name }: View, { readModels, version }: GenerationRecord): boolean {
  return readModels.some(
    (readModel) =>
      readModel.schema === schema && (readModel.table === name || versionNameOf(readModel.table, version) === name),
  );
}
