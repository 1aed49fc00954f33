import type { DataSource } from 'typeorm';
import type { Program } from '../postgres/statement.js';
import { begin, commit, rollback } from '../postgres/statement.js';
import type { ModelPool, Slot } from './model-pool.js';
import { answeredAtOnce, incarnationOf, queryNamed, type TextRow } from './query-programs.js';

/** Within a transaction: what a consumer writes with. */
export interface ModelManager {
  ask<R>(program: Program<R>): Promise<R>;
}

/** Where a DataSource leads at the moment: each run has a database, and connections, of its own. */
export interface Leading {
  pool: ModelPool;
}

/**
 * A DataSource whose server is the model, with as much of TypeORM and of the driver as the event store asks for: so that
 * all of the store's own TypeScript runs over the model as it is.
 */
export function modelDataSource(leading: Leading): DataSource {
  const dataSource = {
    isInitialized: true,
    options: { poolSize: leading.pool.size },
    driver: {
      master: { on: () => undefined, waitingCount: 1, idleCount: 0, totalCount: leading.pool.size },
      connectedQueryRunners: [],
    },
    createQueryRunner: () => new ModelQueryRunner(leading.pool, dataSource as unknown as DataSource),
  };
  return dataSource as unknown as DataSource;
}

interface Client {
  query(statement: string | Config, values?: readonly unknown[]): Promise<{ rows: readonly TextRow[] }>;
  on(): void;
  end(): Promise<void>;
  getTransactionStatus(): string;
}

class ModelQueryRunner {
  isReleased = false;
  isTransactionActive = false;
  readonly manager: ModelManager & { readonly queryRunner: unknown; readonly connection: DataSource };
  #slot: Slot | undefined;

  constructor(
    private readonly pool: ModelPool,
    dataSource: DataSource,
  ) {
    this.manager = { queryRunner: this, connection: dataSource, ask: (program) => this.#run(program) };
  }

  async connect(): Promise<Client> {
    const slot = (this.#slot ??= await this.pool.take());
    // One object for each connection, by which the store knows it again.
    return (slot.client ??= this.#clientOf(slot)) as Client;
  }

  async release(): Promise<void> {
    const slot = this.#slot;
    if (this.isReleased || slot === undefined) return;
    this.isReleased = true;
    this.pool.give(slot);
  }

  async startTransaction(isolation = 'READ COMMITTED'): Promise<void> {
    await this.#run(begin(isolation === 'READ COMMITTED' ? 'read committed' : 'repeatable read'));
    this.isTransactionActive = true;
  }

  async commitTransaction(): Promise<void> {
    await this.#run(commit());
    this.isTransactionActive = false;
  }

  async rollbackTransaction(): Promise<void> {
    await this.#run(rollback());
    this.isTransactionActive = false;
  }

  async #run<R>(program: Program<R>): Promise<R> {
    if (this.#slot === undefined || this.isReleased) throw new Error('Connection terminated');
    return this.pool.run(this.#slot, program);
  }

  #clientOf(slot: Slot): Client {
    const { pool } = this;
    return {
      async query(statement) {
        const { text, values = [] } = typeof statement === 'string' ? { text: statement } : statement;
        const name = queryNamed(text);
        const known = answeredAtOnce(name, text, incarnationOf(pool.database));
        if (known !== undefined) return { rows: known };
        if (text === 'ROLLBACK') return { rows: await pool.run(slot, silently(rollback())) };
        const program = name === undefined ? undefined : pool.programs[name];
        if (program === undefined) throw new Error(`the model knows nothing of ${name ?? text}`);
        return { rows: await pool.run(slot, program(values, pool.database)) };
      },
      on: () => undefined,
      // Whoever waits for an answer is told, as the driver does when the socket is closed.
      end: async () => {
        slot.connection.cut();
        slot.renew();
      },
      getTransactionStatus: () => (slot.connection.isInTransaction ? 'T' : 'I'),
    };
  }
}

interface Config {
  readonly text: string;
  readonly values?: readonly unknown[];
}

function* silently(program: Program): Program<readonly TextRow[]> {
  yield* program;
  return [];
}
