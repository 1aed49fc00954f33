import 'reflect-metadata';
import { DomainEvent, EventType } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Injectable, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DaybookModule } from './daybook.module.js';

@EventType('lamp.lit')
class LampLit extends DomainEvent<'lamp.lit'> {}

/** Works to the last, as a consumer of messages does: Nest closes those after it has destroyed the modules. */
@Injectable()
class Consumer implements OnApplicationShutdown {
  readonly underWay: Promise<unknown>[] = [];
  constructor(private readonly store: EventStore) {}

  light(id: string): Promise<unknown> {
    return this.store.append(`lamp-${id}`, [LampLit.of()], { expected: 'noStream' });
  }
  onApplicationShutdown(): void {
    for (let n = 0; n < 200; n++) this.underWay.push(this.light(`last-${n}`));
  }
}

@Module({ imports: [DaybookModule.forFeature({ events: [LampLit] })], providers: [Consumer] })
class HouseModule {}

let database: TestDatabase;
beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  database = await createTestDatabase();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await database.drop();
});

async function lamps(): Promise<number> {
  const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  const rows: [{ count: string }] = await dataSource.query('SELECT count(*) FROM daybook.streams');
  await dataSource.destroy();
  return Number(rows[0].count);
}

function start(order: 'before' | 'after'): Promise<TestingModule> {
  const typeOrm = TypeOrmModule.forRoot({ type: 'postgres', url: database.applicationUrl, retryAttempts: 0 });
  const daybook = DaybookModule.forRoot({ migrations: 'check' });
  const imports = order === 'before' ? [daybook, typeOrm, HouseModule] : [typeOrm, daybook, HouseModule];
  return Test.createTestingModule({ imports }).compile();
}

test.each(['before', 'after'] as const)(
  'What is being appended when the application ends is kept, with DaybookModule imported %s TypeORM',
  async (order) => {
    const app = await (await start(order)).init();
    const consumer = app.get(Consumer, { strict: false });
    await consumer.light('first');
    await app.close();
    const outcomes = await Promise.allSettled(consumer.underWay);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await lamps()).toBe(201);
    await expect(consumer.light('too-late')).rejects.toMatchObject({ code: 'store-closed' });
  },
);
