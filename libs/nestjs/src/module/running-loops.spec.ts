import 'reflect-metadata';
import { EventStore, MemoryEventStore } from '@daybook/event-store';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { configuredSchema } from './configured-schema.js';
import { DaybookModule } from './daybook.module.js';
import type { DaybookOptions, ProcessRoles } from './daybook-options.js';
import { OperatorStart, type OperatorNeeds } from './operator-start.js';
import { RunningLoops } from './running-loops.js';
import { StoreLocation } from './store-location.js';

let app: TestingModule | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

async function start(options: DaybookOptions, operator?: OperatorNeeds): Promise<TestingModule> {
  const providers = [{ provide: OperatorStart, useValue: new OperatorStart(operator) }];
  const beside = { module: class Operators {}, global: true, providers, exports: [OperatorStart] };
  const imports = [DaybookModule.forRoot({ store: 'memory', ...options }), ...(operator === undefined ? [] : [beside])];
  app = await Test.createTestingModule({ imports }).compile();
  return app.init();
}

const loops = ['projections', 'reactions', 'sagas', 'relay'] as const;
const running = (roles: RunningLoops) => loops.filter((loop) => roles.runs(loop));

describe('The loops that a process runs', () => {
  test('are all of them, unless it says otherwise', async () => {
    expect(running((await start({})).get(RunningLoops))).toEqual(loops);
  });

  test.each<[ProcessRoles, readonly string[]]>([
    ['all', loops],
    ['none', []],
    [
      ['sagas', 'relay'],
      ['sagas', 'relay'],
    ],
    [[], []],
  ])('with run: %j are %j', async (run, expected) => {
    const roles = (await start({ run })).get(RunningLoops);
    expect(running(roles)).toEqual(expected);
    expect(roles.runsAny).toBe(expected.length > 0);
  });

  test.each(['everything', 'sagas', ['projection'], ['sagas', 7], 1, null, { sagas: true }])(
    'cannot be %j: the start is stopped',
    async (run) => {
      await expect(start({ run: run as ProcessRoles })).rejects.toMatchObject({
        code: 'invalid-option',
        option: 'run',
      });
    },
  );

  test.each<ProcessRoles>(['all', ['relay']])(
    'are none where an operator’s command starts it with run: %j',
    async (run) => {
      expect((await start({ run }, {})).get(RunningLoops).runsAny).toBe(false);
    },
  );
});

describe('A start for an operator’s command', () => {
  test('opens the store, if the command needs it', async () => {
    expect((await start({}, {})).get(EventStore)).toBeInstanceOf(MemoryEventStore);
  });

  test('else refuses whoever asks the store for anything, and says what was asked', async () => {
    const store = (await start({}, { opensStore: false })).get(EventStore);
    await expect(store.head()).rejects.toMatchObject({ code: 'store-not-opened', call: 'head' });
    await expect(store.append('a-1', [], { expected: 'any' })).rejects.toMatchObject({ call: 'append' });
    await expect(store.appendAll([])).rejects.toMatchObject({ call: 'appendAll' });
    await expect(store.findAppend('key')).rejects.toMatchObject({ call: 'findAppend' });
    expect(() => store.readStream('a-1')).toThrow(expect.objectContaining({ call: 'readStream' }));
    expect(() => store.readAll()).toThrow(expect.objectContaining({ call: 'readAll' }));
  });

  test('can name another schema', async () => {
    expect((await start({ schema: 'facts' })).get(StoreLocation).schema).toBe('facts');
    await app?.close();
    expect((await start({ schema: 'facts' }, { schema: 'copy' })).get(StoreLocation).schema).toBe('copy');
  });
});

describe('The schema that an application is configured with', () => {
  @Module({ imports: [DaybookModule.forRoot({ schema: 'facts' })] })
  class Facts {}
  @Module({ imports: [Facts] })
  class Nested {}
  @Module({ imports: [DaybookModule.forRoot({})] })
  class Plain {}
  @Module({ imports: [DaybookModule.forRootAsync({ useFactory: () => ({ schema: 'late' }) })] })
  class Late {}
  @Module({ imports: [{ forwardRef: () => Facts }] })
  class Referring {}

  test.each([
    ['a module', Facts, 'facts'],
    ['a module inside of others', Nested, 'facts'],
    ['a dynamic module', { module: Plain, imports: [] }, 'daybook'],
    ['a promise of one', { module: class Root {}, imports: [Promise.resolve({ module: Facts })] }, 'facts'],
    ['a module that is referred to', Referring, 'facts'],
    ['a module that is configured while it starts', Late, undefined],
    ['a module without Daybook', class Other {}, undefined],
  ])('is found in %s, and nothing is started', async (_, application, schema) => {
    expect(await configuredSchema(application)).toBe(schema);
  });

  test('is refused if it can be none', async () => {
    const application = { module: class Root {}, imports: [DaybookModule.forRoot({ schema: 'Facts' })] };
    await expect(configuredSchema(application)).rejects.toMatchObject({ code: 'invalid-schema-name' });
  });
});
