import 'reflect-metadata';
import { StreamClosed } from '@daybook/event-store';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { AggregateRepository } from '../commands/aggregate-repository.js';
import { TransactionContext } from '../commands/transaction-context.js';
import { getAggregateRepositoryToken } from '../module/aggregate-repository.token.js';
import { Daybook } from '../module/daybook.js';
import { DaybookModule } from '../module/daybook.module.js';
import { projectionDefinitionOf } from '../projections/projection-definition.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { Choices, Confirmations, LastChoice, Plan, Plans, SearchIndex } from './example/plans.js';
import { StreamCopying } from './stream-copying.js';
import { StreamTransformation } from './stream-transformation.decorator.js';

let app: TestingModule | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const providers = [LastChoice, Plans, Choices, Confirmations, SearchIndex];
const order = { through: LastChoice, reason: 'ticket 17', orderedBy: 'olga' };

async function start(...more: (new () => object)[]): Promise<TestingModule> {
  @Module({ imports: [DaybookModule.forFeature({ aggregates: [Plan] })], providers: [...providers, ...more] })
  class PlansModule {}
  app = await Test.createTestingModule({
    imports: [DaybookModule.forRoot({ store: 'memory', run: 'all' }), PlansModule],
  }).compile();
  return app.init();
}

const get = <T>(token: abstract new (...args: never[]) => T): T =>
  (app as TestingModule).get<T>(token, { strict: false });
const plans = (): AggregateRepository<Plan> =>
  (app as TestingModule).get(getAggregateRepositoryToken(Plan), { strict: false });

async function chosen(id: string, ...cents: readonly number[]): Promise<void> {
  await plans().create(id, (plan) => cents.forEach((each) => plan.choose(each)));
}

async function rowsOf(projection: object, ...keys: readonly string[]): Promise<readonly object[]> {
  const { name, version } = projectionDefinitionOf(projection);
  const kept = get(ReadModels).rowsOf(projectionDefinitionOf(projection), { name, version, generation: 1 });
  return [...(await kept.load(keys, undefined)).values()];
}

describe('A stream that is copied', () => {
  test('goes on in the new one: its aggregate, its rows, and each effect once', async () => {
    await start();
    await chosen('1', 100, 200, 300);
    await get(Daybook).whenIdle({ timeoutMs: 10_000 });
    expect(await get(StreamCopying).copy('plan-1', 'plan-2', order)).toMatchObject({
      sourceVersion: 4,
      targetVersion: 1,
    });
    await plans().update('2', (plan) => plan.choose(400));
    await get(Daybook).whenIdle({ timeoutMs: 10_000 });
    expect(await plans().load('2')).toMatchObject({ version: 2, cents: 400 });
    expect(await rowsOf(Plans, '1', '2')).toEqual([{ planId: '2', cents: 400 }]);
    expect(await rowsOf(Choices, 'all')).toEqual([{ id: 'all', choices: 4 }]);
    expect(get(Confirmations).sent).toEqual(['1 100', '1 200', '1 300', '2 400']);
    expect(get(SearchIndex).seen).toEqual(['1 100', '1 200', '1 300', '2 300', '2 400']);
  });

  test('is loaded as it was closed, and refuses what would change it, naming where it goes on', async () => {
    await start();
    await chosen('1', 100);
    await plans().load('1');
    await get(StreamCopying).copy('plan-1', 'plan-2', { ...order, through: 'last-choice' });
    expect(await plans().load('1')).toMatchObject({ version: 2, cents: 100, movedTo: 'plan-2' });
    const refusal = await plans()
      .update('1', (plan) => plan.choose(200))
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StreamClosed);
    expect(refusal).toMatchObject({ code: 'stream-closed', streamId: 'plan-1', continuedIn: 'plan-2' });
    expect(await get(StreamCopying).of('plan-1')).toMatchObject([{ target: 'plan-2', state: 'complete', ...why }]);
    expect(await get(StreamCopying).underWay()).toEqual([]);
  });

  test('is not copied within a transaction, whose end it would wait for', async () => {
    await start();
    await chosen('1', 100);
    const manager = { connection: {} } as never;
    const within = get(TransactionContext).run(manager, () => get(StreamCopying).copy('plan-1', 'plan-2', order));
    await expect(within).rejects.toMatchObject({ code: 'invalid-copy', field: 'a transaction' });
  });
});

const why = { reason: 'ticket 17', orderedBy: 'olga' };

describe('A transformation', () => {
  test('that the application does not have is refused, naming those that there are', async () => {
    await start();
    await chosen('1', 100);
    const refusal = await get(StreamCopying)
      .copy('plan-1', 'plan-2', { ...order, through: 'first-choice' })
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'transformation-missing', known: ['last-choice'] });
  });

  test('whose name another one has stops the start', async () => {
    @StreamTransformation('last-choice')
    class OtherChoice {
      transform(): null {
        return null;
      }
    }
    await expect(start(OtherChoice)).rejects.toMatchObject({ code: 'duplicate-transformation' });
  });

  test('is given one name, which can be one', () => {
    class Twice {
      transform(): null {
        return null;
      }
    }
    StreamTransformation('once')(Twice);
    expect(() => StreamTransformation('twice')(Twice)).toThrow(
      expect.objectContaining({ code: 'transformation-repeated' }),
    );
    expect(() => StreamTransformation('../up')(Twice)).toThrow(expect.objectContaining({ code: 'invalid-name' }));
  });
});
