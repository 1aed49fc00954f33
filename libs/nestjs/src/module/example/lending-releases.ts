import { EventStore, PostgresEventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { Module, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { InlineHandOver } from '../../projections/inline/inline-hand-over.js';
import type { DaybookOptions } from '../daybook-options.js';
import { DaybookModule } from '../daybook.module.js';
import { Lent, Loan } from './lending.js';
import { Shelf } from './shelf.js';

/** What is different in a release. */
export interface Release {
  readonly projections: readonly Type[];
  readonly run?: DaybookOptions['run'];
  readonly handOver?: (dataSource: DataSource) => InlineHandOver;
}

const readers = ['ann', 'bob', 'cyd', 'dan'];

/** Releases of one application, each with a store and a pool of its own on one database, as processes have. */
export class LendingReleases {
  readonly #apps: TestingModule[] = [];
  #database: TestDatabase | undefined;
  #books = 0;

  async open(): Promise<void> {
    this.#database = await createTestDatabase();
  }

  async close(): Promise<void> {
    await Promise.all(this.#apps.splice(0).map((app) => app.close()));
    await this.#database?.drop();
  }

  async start({ projections, run = 'all', handOver }: Release): Promise<TestingModule> {
    @Module({ imports: [TypeOrmModule.forFeature([Shelf, Loan])], providers: [...projections] })
    class Library {}
    const url = this.#database?.url ?? '';
    const typeOrm = TypeOrmModule.forRoot({ type: 'postgres', url, autoLoadEntities: true, retryAttempts: 0 });
    const subscriptions = { heartbeatMs: 100, leaseMs: 3_000 };
    const building = Test.createTestingModule({
      imports: [typeOrm, DaybookModule.forRoot({ run, subscriptions }), Library],
    });
    if (handOver)
      building.overrideProvider(InlineHandOver).useFactory({ inject: [getDataSourceToken()], factory: handOver });
    const app = await building.compile();
    this.#apps.push(app);
    return app.init();
  }

  async end(app: TestingModule): Promise<void> {
    this.#apps.splice(this.#apps.indexOf(app), 1);
    await app.close();
  }

  /** Lends books until it is stopped; every fifth time in a transaction of its own. Answers what was refused, by code. */
  lending(app: TestingModule, writers = 2): () => Promise<ReadonlyMap<string, number>> {
    const refused = new Map<string, number>();
    const work = { on: true };
    const lend = async (n: number): Promise<void> => {
      const store = app.get<PostgresEventStore>(EventStore);
      const events = [Lent.of({ reader: readers[n % readers.length] as string })];
      const stream = `book-${++this.#books}`;
      if (n % 5 > 0) await store.append(stream, events, { expected: 'any' });
      else await store.transactions.run((manager) => store.append(stream, events, { expected: 'any', manager }));
    };
    const working = Array.from({ length: writers }, async (_, writer) => {
      for (let n = writer; work.on; n++) {
        await lend(n).catch((error: unknown) => {
          const code = (error as { readonly code?: string }).code ?? String(error);
          refused.set(code, (refused.get(code) ?? 0) + 1);
        });
        await pause(10);
      }
    });
    return async () => {
      work.on = false;
      await Promise.all(working);
      return refused;
    };
  }

  /**
   * The rows, and what they have to be at the same moment by a count of the log: of all of it where appends write them, and
   * up to the checkpoint where a subscription does.
   */
  async compared(app: TestingModule, version = 1): Promise<{ readonly rows: object; readonly log: object }> {
    const dataSource = app.get<DataSource>(getDataSourceToken());
    return dataSource.transaction('REPEATABLE READ', async ({ query, ...manager }) => {
      const ask = (statement: string): Promise<{ [column: string]: unknown }[]> =>
        query.call(manager, statement) as never;
      const name = `shelves@${version}.1`;
      const [reach] = await ask(`SELECT position FROM daybook.subscription_segments WHERE subscription = '${name}'`);
      const upTo = reach === undefined ? '' : `WHERE position <= ${String(reach['position'])}`;
      const count = `SELECT data->>'reader' AS reader, count(*)::integer AS books FROM daybook.events ${upTo} GROUP BY 1 ORDER BY 1`;
      const rows = await ask(`SELECT reader, books FROM shelves_v${version}_g1.shelves ORDER BY 1`);
      return { rows, log: await ask(count) };
    });
  }
}
