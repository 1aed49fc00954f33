import 'reflect-metadata';
import { EventStore, noValidation } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConflictException, Controller, type INestApplication, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AggregateRepository } from '../commands/aggregate-repository.js';
import { Tally } from '../commands/example/tally.js';
import { UnitOfWork } from '../commands/unit-of-work.js';
import { InjectAggregateRepository } from '../module/aggregate-repository.token.js';
import { DaybookModule } from '../module/daybook.module.js';
import { configureHttp } from './configure-http.js';

@Controller('tallies/:id')
class Units {
  constructor(
    @InjectAggregateRepository(Tally) private readonly tallies: AggregateRepository<Tally>,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Post('kept') async kept(@Param('id') id: string): Promise<object> {
    return this.unitOfWork.run(async () => {
      await this.tallies.create(id, (tally) => tally.begin('o-1'));
      await this.tallies.create(`${id}-twin`, (tally) => tally.begin('o-1'));
      return { id };
    });
  }
  @Post('rolled-back') rolledBack(@Param('id') id: string): Promise<never> {
    return this.unitOfWork.run(async () => {
      await this.tallies.create(id, (tally) => tally.begin('o-1'));
      throw new ConflictException();
    });
  }
  @Post('half') async half(@Param('id') id: string): Promise<never> {
    await this.tallies.create(id, (tally) => tally.begin('o-1'));
    return this.rolledBack(`${id}-twin`);
  }
  @Post('got-over') async gotOver(@Param('id') id: string): Promise<object> {
    await this.rolledBack(id).catch(() => undefined);
    return { id };
  }
}

let database: TestDatabase;
let app: INestApplication;
let origin: string;

beforeAll(async () => {
  database = await createTestDatabase();
  @Module({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url: database.applicationUrl }),
      DaybookModule.forRoot({ migrations: 'check', validation: noValidation }),
      DaybookModule.forFeature({ aggregates: [Tally] }),
    ],
    controllers: [Units],
  })
  class UnitsModule {}
  app = await NestFactory.create(UnitsModule, { logger: false });
  configureHttp(app);
  await app.listen(0, '127.0.0.1');
  origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

async function ask(path: string, key?: string): Promise<[status: number, position: string | null]> {
  const headers: Record<string, string> = key === undefined ? {} : { 'Idempotency-Key': key };
  const answer = await fetch(`${origin}/tallies/${path}`, { method: 'POST', headers });
  return [answer.status, answer.headers.get('daybook-position')];
}
const head = async () => String(await app.get(EventStore).head());

describe.each([undefined, 'k-1'])('Of a unit of work under the key %s, Daybook-Position tells', (key) => {
  const named = (path: string) => `${key ?? 'none'}-${path}`;

  test('the last append, once it is committed', async () => {
    const answer = await ask(named('1/kept'), key);
    expect(answer).toEqual([201, await head()]);
  });

  test('nothing that was rolled back', async () => {
    expect(await ask(named('2/rolled-back'), key)).toEqual([409, null]);
  });

  test('nothing that was rolled back and got over', async () => {
    expect(await ask(named('3/got-over'), key)).toEqual([201, null]);
  });
});

test('Daybook-Position tells what was appended before a unit of work that was rolled back', async () => {
  const answer = await ask('4/half');
  expect(answer).toEqual([409, await head()]);
});
