import 'reflect-metadata';
import {
  Aggregate,
  type AggregateClass,
  AggregateRoot,
  DomainEvent,
  EventType,
  type JsonObject,
  On,
  Upcaster,
  type UpcasterClass,
  type Upcasts,
} from '@daybook/domain';
import { EventStore, noValidation } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { Logger, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AggregateRepository } from '../commands/aggregate-repository.js';
import { problemOf } from '../http/problem-of-error.js';
import { retryAfterOf } from '../http/retry-after.js';
import { type FoldClass, Projections } from '../projections/asking/projections.js';
import { FoldProjection } from '../projections/fold-projection.js';
import { Projection } from '../projections/projection.decorator.js';
import { ProjectionOperations } from '../projections/rebuilding/projection-operations.js';
import { SubscriptionStatuses } from '../telemetry/subscription-statuses.js';
import { getAggregateRepositoryToken } from './aggregate-repository.token.js';
import type { DaybookOptions } from './daybook-options.js';
import { DaybookModule } from './daybook.module.js';
import { Daybook } from './daybook.js';

@EventType('shelf.filled')
class FilledBefore extends DomainEvent<'shelf.filled'> {
  readonly books!: number;
}
@EventType('shelf.dusted')
class Dusted extends DomainEvent<'shelf.dusted'> {}
@EventType('shelf.filled', { version: 2 })
class Filled extends DomainEvent<'shelf.filled'> {
  readonly titles!: readonly string[];
}
@EventType('shelf.cleaned')
class Cleaned extends DomainEvent<'shelf.cleaned'> {}

@Upcaster({ event: Filled, from: 1, to: 2 })
class FilledV1ToV2 implements Upcasts {
  upcast({ books }: JsonObject): JsonObject {
    return { titles: Array.from({ length: Number(books) }, () => 'unknown') };
  }
}
@Upcaster({ event: 'shelf.dusted', from: 1, to: { event: Cleaned, version: 1 } })
class DustedToCleaned implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return data;
  }
}

@Entity({ name: 'shelves', synchronize: false })
class ShelfRow {
  @PrimaryColumn('text') shelf!: string;
  @Column('integer') books!: number;
  @Column('integer') cleanings!: number;
}
const none = (shelf: string): ShelfRow => ({ shelf, books: 0, cleanings: 0 });

@Aggregate('shelf')
class ShelfBefore extends AggregateRoot {
  books = 0;
  @On(FilledBefore) protected filled({ books }: FilledBefore): void {
    this.books += books;
  }
  @On(Dusted) protected dusted(): void {}
}
@Projection('shelves', { version: 1, readModel: ShelfRow, categories: ['shelf'] })
class ShelvesBefore extends FoldProjection<ShelfRow> {
  initial(shelf: string): ShelfRow {
    return none(shelf);
  }
  @On(FilledBefore) filled(row: ShelfRow, { books }: FilledBefore): void {
    row.books += books;
  }
  @On(Dusted) dusted(row: ShelfRow): void {
    row.cleanings++;
  }
}

@Aggregate('shelf')
class Shelf extends AggregateRoot {
  books = 0;
  @On(Filled) protected filled({ titles }: Filled): void {
    this.books += titles.length;
  }
  @On(Cleaned) protected cleaned(): void {}
}
@Projection('shelves', { version: 1, readModel: ShelfRow, categories: ['shelf'] })
class Shelves extends FoldProjection<ShelfRow> {
  initial(shelf: string): ShelfRow {
    return none(shelf);
  }
  @On(Filled) filled(row: ShelfRow, { titles }: Filled): void {
    row.books += titles.length;
  }
  @On(Cleaned) cleaned(row: ShelfRow): void {
    row.cleanings++;
  }
}

interface Release {
  readonly aggregate: AggregateClass;
  readonly projection: FoldClass<ShelfRow>;
  readonly upcasters: readonly UpcasterClass[];
}
const before: Release = { aggregate: ShelfBefore, projection: ShelvesBefore, upcasters: [] };
const after: Release = { aggregate: Shelf, projection: Shelves, upcasters: [FilledV1ToV2, DustedToCleaned] };

let database: TestDatabase;
const apps: TestingModule[] = [];

beforeAll(async () => {
  for (const level of ['log', 'warn', 'error'] as const) {
    jest.spyOn(Logger.prototype, level).mockImplementation(() => undefined);
  }
  database = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await database.drop();
});

async function start({ aggregate, projection, upcasters }: Release, options: DaybookOptions = {}) {
  const app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url: database.url, entities: [ShelfRow], retryAttempts: 0 }),
      DaybookModule.forRoot({
        validation: noValidation,
        subscriptions: { heartbeatMs: 100, leaseMs: 2_000 },
        ...options,
      }),
      DaybookModule.forFeature({ aggregates: [aggregate], upcasters }),
    ],
    providers: [projection as Type],
  }).compile();
  apps.push(app);
  await app.init();
  const shelves = app.get<AggregateRepository<Shelf>>(getAggregateRepositoryToken(aggregate), { strict: false });
  const rows = app.get(Projections).of(projection);
  const verify = () => app.get(ProjectionOperations).verify('shelves');
  const words = async () => (await app.get(SubscriptionStatuses).of('shelves')).map(({ word }) => word);
  return { app, shelves, rows, verify, words, store: app.get(EventStore), idle: () => app.get(Daybook).whenIdle() };
}

const unknown = { code: 'unknown-event-type' };

test('an old release refuses by name what it cannot read, and answers as before what it can', async () => {
  const old = await start(before);
  const young = await start(after, { run: 'all' });
  await old.store.append('shelf-a', [FilledBefore.of({ books: 2 }), Dusted.of({})], { expected: 'noStream' });
  const { position } = await old.store.append('shelf-c', [FilledBefore.of({ books: 1 })], { expected: 'noStream' });
  await young.idle();
  expect(await old.rows.get('a', { position })).toEqual({ shelf: 'a', books: 2, cleanings: 1 });

  // A type in place of another one: the old release asks for neither, and must not leave it out.
  await young.store.append('shelf-b', [Cleaned.of({})], { expected: 'noStream' });
  await young.idle();
  expect(await young.rows.get('b', { occurredBy: new Date() })).toMatchObject({ cleanings: 1 });
  await expect(old.rows.get('b', { occurredBy: new Date() })).rejects.toMatchObject(unknown);
  await expect(old.rows.all({ occurredBy: new Date() }).next()).rejects.toMatchObject(unknown);
  await expect(old.verify()).rejects.toMatchObject(unknown);
  expect(await young.verify()).toMatchObject({ keys: 3, differing: 0 });

  // A version that is newer.
  await young.store.append('shelf-c', [Filled.of({ titles: ['Emma', 'Persuasion'] })], { expected: 'any' });
  await young.idle();
  expect((await young.shelves.load('c')).books).toBe(3);
  await expect(old.rows.get('c', { occurredBy: new Date() })).rejects.toMatchObject(unknown);
  const refusal: unknown = await old.shelves.load('c').catch((error: unknown) => error);
  const problem = problemOf(refusal, '/shelves/c');
  expect([problem.status, problem.code, retryAfterOf(problem)]).toEqual([503, 'unknown-event-type', 5]);
  // What it stores is what the young release has kept up to date, and what it can read it still can.
  expect(await old.rows.get('c')).toMatchObject({ books: 3 });
  expect(await old.rows.get('a', { occurredBy: new Date() })).toMatchObject({ books: 2 });
  expect((await old.shelves.load('a')).books).toBe(2);
});

test('the status says in a word that nobody can read on, and to skip what is unknown cannot be asked for', async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
  const old = await start(before);
  await old.idle();
  const young = await start(after, { run: 'none' });
  await young.store.append('shelf-d', [Filled.of({ titles: ['Emma'] })], { expected: 'noStream' });
  for (const end = performance.now() + 20_000; performance.now() < end;) {
    if ((await old.words()).includes('awaiting-release')) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await old.words()).toEqual(['awaiting-release']);
  await expect(start(before, { subscriptions: { unknownEvents: 'skip' as 'wait' } })).rejects.toMatchObject({
    code: 'invalid-runner-option',
    option: 'unknownEvents',
  });
});
