import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { noValidation } from '@daybook/event-store';
import type { TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Logger, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClsModule, ClsService, ClsServiceManager } from 'nestjs-cls';
import { DataSource } from 'typeorm';
import { getAggregateRepositoryToken } from '../module/aggregate-repository.token.js';
import { DaybookModule } from '../module/daybook.module.js';
import type { AggregateRepository } from './aggregate-repository.js';
import { ClsTransactionContext } from './example/cls-transaction-context.js';
import { Payout, payoutDatabase } from './example/payouts.js';
import { Tally } from './example/tally.js';
import { UnitOfWork } from './unit-of-work.js';

@Module({ imports: [DaybookModule.forFeature({ aggregates: [Tally] })] })
class TalliesModule {}

let database: TestDatabase;
let app: TestingModule;
let cls: ClsService;
let dataSource: DataSource;
let unitOfWork: UnitOfWork;
let tallies: AggregateRepository<Tally>;

beforeAll(async () => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  database = await payoutDatabase();
  app = await Test.createTestingModule({
    imports: [
      ClsModule.forRoot({ global: true }),
      TypeOrmModule.forRoot({ type: 'postgres', url: database.applicationUrl, entities: [Payout] }),
      DaybookModule.forRoot({
        migrations: 'check',
        validation: noValidation,
        transactionContext: new ClsTransactionContext(ClsServiceManager.getClsService()),
      }),
      TalliesModule,
    ],
  }).compile();
  await app.init();
  cls = app.get(ClsService);
  dataSource = app.get(DataSource);
  unitOfWork = app.get(UnitOfWork);
  tallies = app.select(TalliesModule).get(getAggregateRepositoryToken(Tally), { strict: false });
});
afterAll(async () => {
  await app.close();
  await database.drop();
  jest.restoreAllMocks();
});

const payouts = (id: string) => dataSource.manager.countBy(Payout, { id });

describe('In an application that carries its transactions by nestjs-cls', () => {
  test('a unit of work is carried there, beside what else is', async () => {
    const sum = await cls.run(() => {
      cls.set('tenant', 'acme');
      return unitOfWork.run(async (manager) => {
        await manager.insert(Payout, { id: 'c-1', amount: 1 });
        await tallies.create('c-1', (tally) => tally.begin(cls.get('tenant')));
        return (await tallies.update('c-1', (tally) => tally.count(1))).result;
      });
    });
    expect([sum, await payouts('c-1'), (await tallies.load('c-1')).by]).toEqual([1, 1, 'acme']);
  });

  test('it needs no context around it', async () => {
    await unitOfWork.run(() => tallies.create('c-2', (tally) => tally.begin('nobody')));
    expect(await tallies.find('c-2')).toBeDefined();
    expect(cls.isActive()).toBe(false);
  });

  test('the application’s own transactions take appends along, and roll them back', async () => {
    const context = new ClsTransactionContext(cls);
    const failing = cls.run(() =>
      dataSource.transaction((manager) =>
        context.run(manager, async () => {
          await tallies.create('c-3', (tally) => tally.begin('o-1'));
          await unitOfWork.run((inner) => inner.insert(Payout, { id: 'c-3', amount: 1 }));
          throw new Error('rolled back');
        }),
      ),
    );
    await expect(failing).rejects.toThrow('rolled back');
    expect([await tallies.find('c-3'), await payouts('c-3')]).toEqual([undefined, 0]);
  });

  test('requests in parallel never see each other’s transaction, nor does what comes after one', async () => {
    const request = (n: number) =>
      cls.run(async () => {
        const id = `c-parallel-${n}`;
        await unitOfWork
          .run(async (manager) => {
            await tallies.create(id, (tally) => tally.begin('o-1'));
            await sleep(Math.random() * 20);
            await manager.insert(Payout, { id, amount: n });
            if (n % 3 === 0) throw new Error('rolled back');
          })
          .catch(() => undefined);
        expect(new ClsTransactionContext(cls).current()).toBeUndefined();
        return [(await tallies.find(id)) === undefined, (await payouts(id)) === 0];
      });
    const outcomes = await Promise.all(Array.from({ length: 30 }, (_, n) => request(n)));
    expect(outcomes).toEqual(Array.from({ length: 30 }, (_, n) => [n % 3 === 0, n % 3 === 0]));
  });
});
