import 'reflect-metadata';
import { Aggregate, AggregateRoot, DomainEvent, EventType, On } from '@daybook/domain';
import { EventStore, migrationStatus, PostgresEventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { AggregateRepository } from '../commands/aggregate-repository.js';
import { UnitOfWork } from '../commands/unit-of-work.js';
import { DaybookHealth } from '../telemetry/daybook-health.js';
import { getAggregateRepositoryToken } from './aggregate-repository.token.js';
import { DaybookModule } from './daybook.module.js';

@EventType('lamp.lit')
class LampLit extends DomainEvent<'lamp.lit'> {}

@Aggregate('lamp')
class Lamp extends AggregateRoot {
  lit = 0;
  light(): void {
    this.apply(LampLit.of());
  }
  @On(LampLit) protected onLit(): void {
    this.lit += 1;
  }
}

const untouched = (): Promise<void> => Promise.resolve();
let primary: TestDatabase;
let replica: TestDatabase;
let app: TestingModule;
let dataSource: DataSource;
let lamps: AggregateRepository<Lamp>;
let store: EventStore;

// The replica is a database without the schema: what is read from it fails at once, and not only when it is late.
beforeAll(async () => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  [primary, replica] = await Promise.all([
    createTestDatabase({ migrate: untouched }),
    createTestDatabase({ migrate: untouched }),
  ]);
  const replication = { master: { url: primary.url }, slaves: [{ url: replica.url }] };
  app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', replication, retryAttempts: 0 }),
      DaybookModule.forRoot({}),
      DaybookModule.forFeature({ aggregates: [Lamp] }),
    ],
  }).compile();
  await app.init();
  dataSource = app.get(DataSource);
  lamps = app.get<AggregateRepository<Lamp>>(getAggregateRepositoryToken(Lamp), { strict: false });
  store = app.get(EventStore);
});
afterAll(async () => {
  await app.close();
  await Promise.all([primary.drop(), replica.drop()]);
  jest.restoreAllMocks();
});

async function collected(events: AsyncIterable<{ readonly type: string }>): Promise<string[]> {
  const types: string[] = [];
  for await (const { type } of events) types.push(type);
  return types;
}

describe('With TypeORM’s replication', () => {
  // By these the tests below are seen to see.
  test('what TypeORM reads by itself is not the primary’s, and a store that read so would fail', async () => {
    const read = dataSource.createQueryBuilder().select('count(*)').from('daybook.events', 'event').getRawMany();
    await expect(read).rejects.toThrow(/does not exist/);
    const runner = dataSource.createQueryRunner.bind(dataSource);
    const wrong = jest.spyOn(dataSource, 'createQueryRunner').mockImplementation(() => runner('slave'));
    try {
      await expect(store.head()).rejects.toMatchObject({ cause: { message: expect.stringMatching(/does not exist/) } });
      await expect(lamps.load('l-1')).rejects.toMatchObject({ code: 'store-unavailable' });
    } finally {
      wrong.mockRestore();
    }
  });

  test('aggregates are created, changed and loaded on the primary', async () => {
    await lamps.create('l-1', (lamp) => lamp.light());
    await lamps.update('l-1', (lamp) => lamp.light());
    expect((await lamps.load('l-1')).lit).toBe(2);
    expect((await lamps.load('l-1', { version: 1 })).lit).toBe(1);
    expect((await lamps.load('l-1', { recordedBy: new Date() })).lit).toBe(2);
    expect(await collected(lamps.history('l-1'))).toEqual(['lamp.lit', 'lamp.lit']);
  });

  test('the log, its head, its keys and the floors that are held are read there', async () => {
    await store.append('lamp-keyed', [LampLit.of()], { expected: 'noStream', idempotencyKey: 'k-1' });
    expect(await store.findAppend('k-1')).toMatchObject({ streams: [{ streamId: 'lamp-keyed' }] });
    const head = await store.head();
    expect(head).toBeGreaterThan(0);
    expect((await collected(store.readAll())).length).toBe(head);
    expect(await (store as PostgresEventStore).heldFloors()).toEqual([]);
  });

  test('a unit of work is done there, and sees what it has done', async () => {
    const sum = await app.get(UnitOfWork).run(async () => {
      await lamps.create('l-2', (lamp) => lamp.light());
      await lamps.update('l-2', (lamp) => lamp.light());
      return (await lamps.load('l-2')).lit;
    });
    expect(sum).toBe(2);
  });

  test('migrations were run there, and are looked for there; so does readiness', async () => {
    const states = new Set((await migrationStatus(dataSource)).map(({ state }) => state));
    expect(states).toEqual(new Set(['applied']));
    expect(await app.get(DaybookHealth).ready()).toMatchObject({ status: 'up' });
  });
});
