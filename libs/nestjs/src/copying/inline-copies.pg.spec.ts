import 'reflect-metadata';
import { On } from '@daybook/domain';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Logger, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { Column, Entity, PrimaryColumn, type Repository } from 'typeorm';
import type { AggregateRepository } from '../commands/aggregate-repository.js';
import { getAggregateRepositoryToken } from '../module/aggregate-repository.token.js';
import { DaybookModule } from '../module/daybook.module.js';
import { FoldProjection } from '../projections/fold-projection.js';
import { Projection } from '../projections/projection.decorator.js';
import { LastChoice, Plan, PlanChosen, PlanMoved } from './example/plans.js';
import { StreamCopying } from './stream-copying.js';

@Entity({ name: 'inline_plans', synchronize: false })
class InlinePlan {
  @PrimaryColumn('text') planId!: string;
  @Column('integer') cents!: number;
}

@Projection('inline-plans', { version: 1, readModel: InlinePlan, mode: 'inline' })
class InlinePlans extends FoldProjection<InlinePlan> {
  initial(planId: string): InlinePlan {
    return Object.assign(new InlinePlan(), { planId, cents: 0 });
  }
  @On(PlanChosen) chosen(row: InlinePlan, { cents }: PlanChosen): void {
    if (cents === 666) throw new Error('a number that nobody wants');
    row.cents = cents;
  }
  @On(PlanMoved) moved(): null {
    return null;
  }
}

let database: TestDatabase;
let app: TestingModule;
beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  database = await createTestDatabase();
  @Module({
    imports: [TypeOrmModule.forFeature([InlinePlan]), DaybookModule.forFeature({ aggregates: [Plan] })],
    providers: [InlinePlans, LastChoice],
  })
  class PlansModule {}
  const connection = TypeOrmModule.forRoot({ type: 'postgres', url: database.url, autoLoadEntities: true });
  app = await Test.createTestingModule({ imports: [connection, DaybookModule.forRoot({}), PlansModule] }).compile();
  await app.init();
});
afterEach(async () => {
  await app.close();
  jest.restoreAllMocks();
  await database.drop();
});

const rows = () => app.get<Repository<InlinePlan>>(getRepositoryToken(InlinePlan), { strict: false }).find();
const plans = () => app.get<AggregateRepository<Plan>>(getAggregateRepositoryToken(Plan), { strict: false });
const order = { through: LastChoice, reason: 'ticket 17', orderedBy: 'olga' };

test('what appends fold is folded by the copying, too: with it the new row is there, and the old one gone', async () => {
  await plans().create('1', (plan) => [100, 200].forEach((cents) => plan.choose(cents)));
  expect(await rows()).toEqual([{ planId: '1', cents: 200 }]);
  await app.get(StreamCopying).copy('plan-1', 'plan-2', order);
  expect(await rows()).toEqual([{ planId: '2', cents: 200 }]);
  await plans().update('2', (plan) => plan.choose(300));
  expect(await rows()).toEqual([{ planId: '2', cents: 300 }]);
});

test('a copy whose fold fails is not made: the old stream goes on', async () => {
  await plans().create('1', (plan) => plan.choose(100));
  jest.spyOn(LastChoice.prototype, 'end').mockImplementation(() => PlanChosen.of({ cents: 666 }));
  await expect(app.get(StreamCopying).copy('plan-1', 'plan-2', order)).rejects.toThrow('a number that nobody wants');
  expect(await rows()).toEqual([{ planId: '1', cents: 100 }]);
  expect(await app.get(StreamCopying).of('plan-1')).toEqual([]);
  await plans().update('1', (plan) => plan.choose(150));
  expect(await rows()).toEqual([{ planId: '1', cents: 150 }]);
});
