import { type GenerationStatements, generationStatements } from '@daybook/event-store';
import type { EntityManager, EntityMetadata, QueryRunner } from 'typeorm';
import { quoted, versionNameOf } from './generation-names.js';
import { namesElsewhere } from './names-elsewhere.js';

/** What was before a transaction was pointed at a generation. */
interface Before extends Sending {
  readonly path: string;
}

/** What a runner sends statements by, each with whatever it takes beside the text. */
interface Sending {
  query: Send;
  stream: Send;
}

type Send = (this: QueryRunner, text: string, ...others: unknown[]) => Promise<never>;

/**
 * Points a transaction at the tables of a generation: by its search path, where a name stands alone; where TypeORM writes
 * the schema of an entity in front of its name, by writing the generation's there instead.
 */
export class GenerationPath {
  readonly #statements: GenerationStatements;
  readonly #before = new WeakMap<QueryRunner, Before>();

  constructor(schema: string) {
    this.#statements = generationStatements(schema);
  }

  async pointAt(
    manager: EntityManager,
    schema: string,
    version: number,
    entities: readonly EntityMetadata[],
  ): Promise<void> {
    const runner = runnerOf(manager);
    const before = this.#before.get(runner);
    if (before !== undefined) sendAgain(runner, before);
    const values = [schema, before?.path ?? null];
    const [row] = await manager.query<{ path: string }[]>(this.#statements.pointAt, values);
    const { query, stream } = runner as unknown as Sending;
    this.#before.set(runner, { path: row?.path ?? '', query, stream });
    const paths = entities.filter(({ tablePath }) => tablePath.includes('.'));
    if (paths.length === 0) return;
    const elsewhere = namesElsewhere(
      new Map(
        paths.map(({ tablePath, tableName }) => [
          quoted(...tablePath.split('.')),
          quoted(schema, versionNameOf(tableName, version)),
        ]),
      ),
    );
    sendAgain(runner, {
      query: (text, ...others) => query.call(runner, elsewhere(text), ...others),
      stream: (text, ...others) => stream.call(runner, elsewhere(text), ...others),
    });
  }

  /** Whatever the server says to it, from then on statements are sent as they are. */
  async pointBack(manager: EntityManager): Promise<void> {
    const runner = runnerOf(manager);
    const before = this.#before.get(runner);
    if (before === undefined) return;
    this.#before.delete(runner);
    sendAgain(runner, before);
    await manager.query(this.#statements.pointBack, [before.path]);
  }
}

function sendAgain(runner: QueryRunner, { query, stream }: Sending): void {
  Object.assign(runner, { query, stream });
}

function runnerOf({ queryRunner }: EntityManager): QueryRunner {
  if (queryRunner?.isTransactionActive !== true) throw new TypeError('A generation is pointed at in a transaction.');
  return queryRunner;
}
