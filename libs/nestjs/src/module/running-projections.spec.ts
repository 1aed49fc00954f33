import 'reflect-metadata';
import { On } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Injectable, Logger, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { FoldProjection } from '../projections/fold-projection.js';
import { HandlerProjection } from '../projections/handler-projection.js';
import { Projection } from '../projections/projection.decorator.js';
import { projectionDefinitionOf } from '../projections/projection-definition.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { CloseStoreModule } from './close-store.module.js';
import { Daybook } from './daybook.js';
import { DaybookModule } from './daybook.module.js';
import type { DaybookOptions, ProcessRoles } from './daybook-options.js';
import { Lent, Loans, Readers, Returned } from './example/lending.js';
import { LoopsAnywhereModule } from './example/loops-anywhere.module.js';
import { OperatorStart } from './operator-start.js';
import { SubscriptionConsumers } from './subscription-consumers.js';
import { SubscriptionLoops } from './subscription-loops.js';

let app: TestingModule | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
  jest.restoreAllMocks();
});

@Module({ providers: [Loans] })
class Lending {}
@Module({ providers: [Readers] })
class Membership {}

async function start(options: DaybookOptions = {}, ...more: readonly object[]): Promise<TestingModule> {
  const imports = [DaybookModule.forRoot({ store: 'memory', ...options }), Lending, Membership, ...(more as never[])];
  app = await Test.createTestingModule({ imports }).compile();
  return app.init();
}

function lend(book: string, reader: string): Promise<unknown> {
  return store().append(book, [Lent.of({ reader })], { expected: 'any' });
}
function store(): EventStore {
  return (app as TestingModule).get(EventStore);
}
function whenIdle(timeoutMs?: number): Promise<void> {
  return (app as TestingModule).get(Daybook).whenIdle({ timeoutMs });
}
async function rowsOf(projection: object, ...keys: readonly string[]): Promise<readonly object[]> {
  const definition = projectionDefinitionOf(projection);
  const generation = { name: definition.name, version: definition.version, generation: 1 };
  const rows = await (app as TestingModule).get(ReadModels).rowsOf(definition, generation).load(keys, undefined);
  return [...rows.values()];
}

describe('Projections of an application', () => {
  test('of several modules follow the log by themselves, each with its own keys', async () => {
    await start();
    await lend('book-1', 'alice');
    await lend('book-2', 'alice');
    await lend('book-3', 'bob');
    await store().append('book-2', [Returned.of({})], { expected: 1 });
    await whenIdle();
    expect(await rowsOf(Loans, '1', '2', '3')).toEqual([
      { bookId: '1', reader: 'alice' },
      { bookId: '3', reader: 'bob' },
    ]);
    expect(await rowsOf(Readers, 'alice', 'bob')).toEqual([
      { name: 'alice', books: 2 },
      { name: 'bob', books: 1 },
    ]);
  });

  test('apply what was there before they started', async () => {
    @Injectable()
    class Import implements OnApplicationBootstrap {
      constructor(private readonly into: EventStore) {}
      async onApplicationBootstrap(): Promise<void> {
        await this.into.append('book-1', [Lent.of({ reader: 'alice' })], { expected: 'any' });
      }
    }
    await start({}, { module: class Importing {}, providers: [Import] });
    await whenIdle();
    expect(await rowsOf(Loans, '1')).toHaveLength(1);
  });

  test.each<[ProcessRoles]>([['none'], [['reactions']], [[]]])('are not driven with run: %j', async (run) => {
    await start({ run });
    const beat = jest.spyOn(store().subscriptions, 'beat');
    await lend('book-1', 'alice');
    await whenIdle();
    expect(await rowsOf(Loans, '1')).toEqual([]);
    expect((app as TestingModule).get(SubscriptionLoops).drives).toBe(false);
    expect(await store().subscriptions.status()).toEqual([]);
    expect(beat).not.toHaveBeenCalled();
  });

  test('are driven with run: ["projections"]', async () => {
    await start({ run: ['projections'] });
    await lend('book-1', 'alice');
    await whenIdle();
    expect(await rowsOf(Loans, '1')).toHaveLength(1);
  });

  test('are not driven where an operator’s command starts the application', async () => {
    const providers = [{ provide: OperatorStart, useValue: new OperatorStart() }];
    await start({}, { module: class Operators {}, global: true, providers, exports: [OperatorStart] });
    await lend('book-1', 'alice');
    await whenIdle();
    expect(await rowsOf(Loans, '1')).toEqual([]);
  });

  test('in other modes than async are left to others', async () => {
    class Row {
      id!: string;
    }
    @Projection('rows-on-demand', { version: 1, readModel: Row, mode: 'on-demand' })
    class OnDemand extends FoldProjection<Row> {
      initial(id: string): Row {
        return { id };
      }
      @On(Lent) lent(): void {}
    }
    await start({}, { module: class Asking {}, providers: [OnDemand] });
    const [, ...others] = await store().subscriptions.status();
    expect(others.map(({ name }) => name)).toEqual(['readers@1.1']);
  });

  test('with handlers stand still in memory, and that is said once', async () => {
    class Line {
      id!: string;
    }
    @Projection('lines', { version: 1, readModel: Line })
    class Lines extends HandlerProjection {
      @On(Lent) lent(): void {}
    }
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await start({}, { module: class Printing {}, providers: [Lines] });
    await lend('book-1', 'alice');
    await whenIdle();
    expect(warned.mock.calls).toEqual([[expect.stringMatching(/"lines" stands still.*PostgreSQL/)]]);
  });
});

describe('One waits until an application is idle', () => {
  test('at once, if there is nothing to be done', async () => {
    await start();
    await whenIdle(1_000);
    expect((app as TestingModule).get(SubscriptionLoops).drives).toBe(true);
  });

  test('also for what its consumers add to the log meanwhile', async () => {
    await start();
    // As a reaction does whose command appends.
    const relent = jest.fn<(reader: string) => void>();
    (app as TestingModule).get(SubscriptionLoops).runner.add({
      name: 'lend-on',
      kind: 'reaction',
      types: ['book.lent'],
      segments: 1,
      from: 0,
      batchSize: 1,
      retry: { attempts: 1, firstMs: 1, longestMs: 1 },
      parking: { perKey: 0, inAll: 0 },
      transactional: false,
      keysOf: ({ streamId }) => [streamId],
      async apply([delivery]) {
        const { reader } = delivery?.recorded.event as Lent;
        relent(reader);
        if (reader.length < 5) await lend('book-1', `${reader}+`);
      },
    });
    await lend('book-1', 'a');
    await whenIdle();
    expect(relent.mock.calls).toEqual([['a'], ['a+'], ['a++'], ['a+++'], ['a++++']]);
    expect(await rowsOf(Loans, '1')).toEqual([{ bookId: '1', reader: 'a++++' }]);
  });

  test('not for ever: it is said what stands still', async () => {
    await start();
    await store().subscriptions.pause('loans@1.1', 'a look at it');
    await lend('book-1', 'alice');
    await expect(whenIdle(2_000)).rejects.toMatchObject({
      code: 'not-idle',
      message: expect.stringContaining('loans@1.1'),
    });
  });
});

describe('The loops of an application', () => {
  test('begin when everything has started, and end before anything is destroyed; a module as any other does not', async () => {
    const journal: string[] = (LoopsAnywhereModule.journal = []);
    @Injectable()
    class Mailer implements OnApplicationBootstrap, OnModuleDestroy {
      onApplicationBootstrap(): void {
        journal.push('opened');
      }
      onModuleDestroy(): void {
        journal.push('closed');
      }
    }
    @Injectable()
    class Sending {
      constructor(consumers: SubscriptionConsumers) {
        consumers.add('projections', () => (journal.push('begun'), []));
      }
    }
    const library = { module: class Library {}, imports: [LoopsAnywhereModule], global: true };
    await start({}, library, { module: class Mailing {}, providers: [Mailer, Sending] });
    const { runner } = (app as TestingModule).get(SubscriptionLoops);
    const stop = runner.stop.bind(runner);
    jest.spyOn(runner, 'stop').mockImplementation(async () => {
      await stop();
      journal.push('ended');
    });
    await app?.close();
    expect(journal).toEqual(['begun anywhere', 'opened', 'begun', 'ended', 'closed', 'ended anywhere']);
  });

  test('finish what is under way before the store is closed, and give back what they hold', async () => {
    await start();
    const subscriptions = store().subscriptions;
    const left = jest.spyOn(subscriptions, 'leave');
    const journal: string[] = [];
    left.mockImplementationOnce(async (id) => {
      await subscriptions.leave(id);
      journal.push('left');
    });
    const close = jest.spyOn(CloseStoreModule.prototype, 'onApplicationShutdown');
    close.mockImplementationOnce(async () => void journal.push('closed'));
    for (let n = 0; n < 500; n++) await lend(`book-${n}`, 'alice');
    await app?.close();
    expect(journal).toEqual(['left', 'closed']);
    expect(await subscriptions.processes()).toEqual([]);
  });

  test.each([
    [{ leaseMs: 0 }, 'leaseMs'],
    [{ heartbeatMs: 5_000 }, 'heartbeatMs'],
    [{ connections: 0.5 }, 'connections'],
  ])('cannot run with %j: the start is stopped, also where none is run', async (subscriptions, option) => {
    await expect(start({ subscriptions, run: 'none' })).rejects.toMatchObject({
      code: 'invalid-runner-option',
      option,
    });
  });
});
