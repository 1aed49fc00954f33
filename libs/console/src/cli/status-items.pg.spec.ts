import 'reflect-metadata';
import { EventStore } from '@daybook/event-store';
import { DaybookModule, HandlerProjection, Projection, subscriptionWords } from '@daybook/nestjs';
import { DomainEvent, EventType, On } from '@daybook/domain';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DynamicModule, type INestApplicationContext, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { type Answer, answerOf } from './example/collected.js';

@EventType('drop.fallen')
class Fallen extends DomainEvent<'drop.fallen'> {}

@EventType('drop.lost')
class Lost extends DomainEvent<'drop.lost'> {}

@Entity({ name: 'puddles', synchronize: false })
class Puddle {
  @PrimaryColumn('text') id!: string;
  @Column('integer') drops!: number;
}

/** Takes a while for each event, so that it is seen at work. */
@Projection('puddles', {
  version: 1,
  readModel: Puddle,
  maxLag: 60_000,
  segments: 2,
  batchSize: 5,
  retry: { attempts: 1 },
})
class Puddles extends HandlerProjection {
  @On(Fallen) async fallen(): Promise<void> {
    await pause(10);
  }
  @On(Lost) lost(): void {
    throw new Error('It has gone');
  }
}

let database: TestDatabase;
let worker: INestApplicationContext;

function pond(name?: string): DynamicModule {
  const connection = TypeOrmModule.forRoot({
    type: 'postgres',
    url: database.url,
    entities: [Puddle],
    retryAttempts: 0,
  });
  const subscriptions = name === undefined ? {} : { name, heartbeatMs: 100, leaseMs: 1_000 };
  return {
    module: class Pond {},
    imports: [connection, DaybookModule.forRoot({ subscriptions })],
    providers: [Puddles],
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await NestFactory.createApplicationContext(pond('pond-worker'), { logger: false });
});
afterAll(async () => {
  await worker.close().catch(() => undefined);
  Logger.overrideLogger(false);
  await database.drop();
});

const daybook = (...args: readonly string[]): Promise<Answer> => answerOf(pond(), args);

interface Reader {
  readonly state: string;
  readonly lagMs: number;
  readonly lagEvents: number;
  readonly eventsPerSecond: number;
}
async function readerNow(): Promise<Reader> {
  const { out } = await daybook('projections', 'status', 'puddles', '--json');
  const [{ generations }] = JSON.parse(out) as [{ generations: [{ reader: Reader }] }];
  return generations[0].reader;
}

test('whoever asks how a projection is, from another process, is told everything that there is to know', async () => {
  const store = worker.get(EventStore);
  const drops = Array.from({ length: 1_000 }, () => Fallen.of());
  for (let n = 0; n < 4; n++) await store.append(`puddle-${n}`, drops, { expected: 'any' });
  await store.append('puddle-4', [Lost.of()], { expected: 'any' });
  const text = await daybook('projections', 'status', 'puddles');
  expect(text.out).toMatch(
    /at position \d+ of 4001: \d+ events before it, the first for \d+\.\d s; it may lag 60\.0 s; [1-9]\d* events\/s/,
  );
  expect(text.out).toMatch(/run by pond-worker/);
  expect(text.out).toMatch(/in 2 segments: 0 at \d+, 1 at \d+/);
  const reader = await readerNow();
  expect(subscriptionWords).toContain(reader.state);
  expect(reader).toMatchObject({
    ...{ name: 'puddles@1.1', head: 4_001, position: expect.any(Number), maxLag: 60_000 },
    segments: [0, 1].map((segment) => ({ segment, owner: 'pond-worker', position: expect.any(Number) })),
    ...{ owners: ['pond-worker'], parkedKeys: expect.any(Number), parkedEvents: expect.any(Number), heldFloors: [] },
    projection: { name: 'puddles', version: 1, generation: 1, state: 'live' },
  });
  for (const figure of [reader.lagEvents, reader.lagMs, reader.eventsPerSecond]) expect(figure).toBeGreaterThan(0);
});

test('he is told what stands in its way: what is parked, its last error, an append in flight', async () => {
  const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  await worker.get(DataSource).transaction(async (manager) => {
    await worker.get(EventStore).append('puddle-5', [Fallen.of()], { expected: 'any', manager });
    const { out } = await daybook('projections', 'status', 'puddles');
    expect(out).toMatch(
      /held up at position \d+ by an append in flight: process \d+ of the server.*, open for \d+\.\d s/,
    );
    const reader = await readerNow();
    expect(reader).toMatchObject({ heldFloors: [{ position: expect.any(Number), pid: expect.any(Number) }] });
  });
  // What the worker says of itself is put on record with its signs of life: without it nobody takes this back.
  await worker.close();
  await dataSource.query(`UPDATE daybook.subscription_segments SET failure = 'The pump has stopped'`);
  const { out, code } = await daybook('projections', 'status', 'puddles');
  expect([code, out]).toEqual([
    1,
    expect.stringMatching(/failed at position.*\n(.*\n)*.*last error: The pump has stopped/),
  ]);
  expect(await readerNow()).toMatchObject({ state: 'failed', lastError: 'The pump has stopped' });
  await dataSource.destroy();
});
