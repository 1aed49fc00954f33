import { noValidation } from '@daybook/event-store';
import { Controller, Get, type INestApplication, Module, Param, Post } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AggregateRepository } from '../../commands/aggregate-repository.js';
import { Tally } from '../../commands/example/tally.js';
import { InjectAggregateRepository } from '../../module/aggregate-repository.token.js';
import { DaybookModule } from '../../module/daybook.module.js';
import type { DaybookOptions } from '../../module/daybook-options.js';
import { TallySum, TallySums } from '../../projections/waiting/example/tally-sums.js';
import { Projections } from '../../projections/asking/projections.js';
import { configureHttp } from '../configure-http.js';
import { WaitsFor } from '../waits-for.decorator.js';

@Controller('tallies/:id')
class Tallies {
  constructor(
    @InjectAggregateRepository(Tally) private readonly tallies: AggregateRepository<Tally>,
    private readonly projections: Projections,
  ) {}

  @Post(':amount') async count(@Param('id') id: string, @Param('amount') amount: string): Promise<object> {
    const known = await this.tallies.find(id);
    const { aggregate } =
      known === undefined
        ? await this.tallies.create(id, (tally) => tally.count(Number(amount)))
        : await this.tallies.update(id, (tally) => tally.count(Number(amount)));
    return { sum: aggregate.sum };
  }
  @Get('sum') @WaitsFor(TallySums) async sum(@Param('id') id: string): Promise<object> {
    return { sum: (await this.projections.of(TallySums).get(id))?.sum ?? 0 };
  }
  @Get('own') @WaitsFor({ projection: TallySums, key: ({ params }) => params['id'] }) async own(
    @Param('id') id: string,
  ): Promise<object> {
    return this.sum(id);
  }
  @Get('whatever') async whatever(@Param('id') id: string): Promise<object> {
    return this.sum(id);
  }
}

/** Tallies over HTTP, whose sums are read from a projection. */
export async function startTallies(
  databaseUrl: string | undefined,
  options: DaybookOptions = {},
  adapter?: AbstractHttpAdapter,
): Promise<{ readonly app: INestApplication; readonly client: TallyClient }> {
  const typeOrm = TypeOrmModule.forRoot({ type: 'postgres', url: databaseUrl ?? '', entities: [TallySum] });
  const store = databaseUrl === undefined ? ({ store: 'memory' } as const) : {};
  @Module({
    imports: [
      ...(databaseUrl === undefined ? [] : [typeOrm]),
      DaybookModule.forRoot({ validation: noValidation, ...store, ...options }),
      DaybookModule.forFeature({ aggregates: [Tally] }),
    ],
    controllers: [Tallies],
    providers: [TallySums],
  })
  class TalliesModule {}
  const logged = { logger: false } as const;
  const app = await (adapter === undefined
    ? NestFactory.create(TalliesModule, logged)
    : NestFactory.create(TalliesModule, adapter, logged));
  configureHttp(app);
  await app.listen(0, '127.0.0.1');
  return { app, client: new TallyClient((await app.getUrl()).replace('[::1]', '127.0.0.1')) };
}

/** What a route has answered. */
export interface TallyAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

export class TallyClient {
  constructor(private readonly origin: string) {}

  /** Answers the position. */
  async count(id: string, amount: number): Promise<string> {
    const response = await fetch(`${this.origin}/tallies/${id}/${amount}`, { method: 'POST' });
    await response.text();
    return response.headers.get('daybook-position') ?? '';
  }

  async read(path: string, waitFor?: string): Promise<TallyAnswer> {
    const headers: Record<string, string> = waitFor === undefined ? {} : { 'Daybook-Wait-For': waitFor };
    const response = await fetch(`${this.origin}/tallies/${path}`, { headers });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body, headers: response.headers };
  }
}
