import 'reflect-metadata';
import { Aggregate, AggregateRoot, DomainEvent, EventType, On } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule, type TypeOrmModuleOptions } from '@nestjs/typeorm';
import { IsInt } from 'class-validator';
import { types } from 'pg';
import { DataSource } from 'typeorm';
import type { AggregateRepository } from '../commands/aggregate-repository.js';
import { UnitOfWork } from '../commands/unit-of-work.js';
import { DaybookHealth } from '../telemetry/daybook-health.js';
import { getAggregateRepositoryToken } from './aggregate-repository.token.js';
import { DaybookModule } from './daybook.module.js';

@EventType('lamp.dimmed')
class LampDimmed extends DomainEvent<'lamp.dimmed'> {
  @IsInt() readonly level!: number;
}

@Aggregate('lamp')
class Lamp extends AggregateRoot {
  level = 0;
  dim(level: number): void {
    this.apply(LampDimmed.of({ level }));
  }
  @On(LampDimmed) protected dimmed({ level }: LampDimmed): void {
    this.level = level;
  }
}

let database: TestDatabase;
let app: TestingModule;
const { INT8, JSON: TEXT_JSON, JSONB, TIMESTAMPTZ, TIMESTAMP, UUID } = types.builtins;
/** Those that applications read otherwise, for all of their process. */
const changed = [INT8, TEXT_JSON, JSONB, TIMESTAMPTZ, TIMESTAMP, UUID];
const before = changed.map((oid) => [oid, types.getTypeParser(oid) as (text: string) => unknown] as const);

beforeAll(async () => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  database = await createTestDatabase();
  const owner = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  await owner.query('CREATE SCHEMA app');
  await owner.destroy();
});
afterEach(async () => {
  for (const [oid, parser] of before) types.setTypeParser(oid, parser);
  await app.close();
});
afterAll(async () => {
  jest.restoreAllMocks();
  await database.drop();
});

async function collected<E>(events: AsyncIterable<E>): Promise<E[]> {
  const all: E[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const settings: [string, Partial<TypeOrmModuleOptions>, () => void][] = [
  [
    'parsers of its own for the types of PostgreSQL',
    {},
    () => {
      for (const oid of changed) types.setTypeParser(oid, (text) => ({ parsed: text }) as never);
    },
  ],
  ['a schema and a prefix of its own', { schema: 'app', entityPrefix: 'app_' }, () => undefined],
  [
    'settings of the session',
    {
      parseInt8: true,
      extra: {
        max: 2,
        statement_timeout: 5_000,
        options:
          '-c search_path=app -c default_transaction_isolation=serializable -c datestyle=German -c timezone=Asia/Kolkata ' +
          '-c intervalstyle=iso_8601 -c bytea_output=escape -c synchronous_commit=on',
      },
    },
    () => undefined,
  ],
];

test.each(settings)('The store works beside %s', async (name, typeOrm, prepare) => {
  prepare();
  const own = {
    type: 'postgres',
    url: database.applicationSessionUrl,
    retryAttempts: 0,
    ...typeOrm,
  } as TypeOrmModuleOptions;
  app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot(own),
      DaybookModule.forRoot({ migrations: 'check' }),
      DaybookModule.forFeature({ aggregates: [Lamp] }),
    ],
  }).compile();
  await app.init();
  const lamps = app.get<AggregateRepository<Lamp>>(getAggregateRepositoryToken(Lamp), { strict: false });
  const id = name.replaceAll(' ', '-');
  const occurredAt = new Date('2020-02-29T23:30:00.123Z');
  await lamps.create(id, (lamp) => lamp.dim(3), { occurredAt, idempotencyKey: id });
  await lamps.create(id, (lamp) => lamp.dim(3), { occurredAt, idempotencyKey: id });
  await app.get(UnitOfWork).run(() => lamps.update(id, (lamp) => lamp.dim(7)));
  expect(await lamps.load(id)).toMatchObject({ level: 7, version: 2 });
  expect(await lamps.load(id, { occurredBy: occurredAt })).toMatchObject({ level: 3, version: 1 });
  const [first] = await collected(lamps.history(id));
  expect(first).toMatchObject({ version: 1, data: { level: 3 }, occurredAt, position: expect.any(Number) });
  expect(await app.get(EventStore).head()).toBeGreaterThan(0);
  expect(await app.get(DaybookHealth).ready()).toMatchObject({ status: 'up' });
});
