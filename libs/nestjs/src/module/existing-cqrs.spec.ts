import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type DynamicModule, Logger } from '@nestjs/common';
import {
  AsyncContext,
  CommandBus,
  CommandHandlerNotFoundException,
  QueryBus,
  UnhandledExceptionBus,
} from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { firstValueFrom, merge } from 'rxjs';
import { MessageContext } from '../commands/message/message-context.js';
import { DaybookModule } from './daybook.module.js';
import {
  AuditedCommandBus,
  Break,
  journal,
  SayWho,
  Sell,
  ShopModule,
  StockOf,
  Unheard,
} from './example/shop.module.js';

const daybook = (): DynamicModule => DaybookModule.forRoot({ store: 'memory' });
const started: TestingModule[] = [];

async function start(...imports: (DynamicModule | typeof ShopModule)[]): Promise<TestingModule> {
  const app = await Test.createTestingModule({ imports }).compile();
  started.push(app);
  return app.init();
}

beforeEach(() => {
  journal.length = 0;
  for (const level of ['log', 'warn', 'error'] as const) {
    jest.spyOn(Logger.prototype, level).mockImplementation(() => undefined);
  }
});
afterEach(async () => {
  for (const app of started.splice(0)) await app.close();
  jest.restoreAllMocks();
});

/** Everything that one turn of the event loop brings. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

// Each test holds without Daybook, which is what an application is used to, and must hold with it.
describe.each([
  ['without Daybook', (): DynamicModule[] => []],
  ['with Daybook', (): DynamicModule[] => [daybook()]],
])('A shop on @nestjs/cqrs %s', (_with, more) => {
  let app: TestingModule;
  let commands: CommandBus;
  beforeEach(async () => {
    app = await start(...more(), ShopModule);
    await settled();
    commands = app.get(CommandBus);
  });

  test('has sold before it opened, by handlers, events and sagas of every module', () => {
    expect(journal.filter((entry) => !entry.startsWith('published'))).toEqual([
      'applied ribbon',
      'booked Sold ribbon',
      'packed ribbon',
      'booked Packed ribbon',
      'receipt for ribbon',
    ]);
  });

  test('answers commands and queries, and tells its own publisher of each command', async () => {
    expect(await commands.execute(new Sell('lamp'))).toBe('receipt for lamp');
    expect(await app.get(QueryBus).execute(new StockOf('lamp'))).toBe(7);
    await settled();
    expect(journal).toEqual(
      expect.arrayContaining(['applied lamp', 'published Pack', 'packed lamp', 'booked Packed lamp']),
    );
  });

  test('throws where it threw: at once, without a promise', () => {
    expect(() => commands.execute(new Unheard())).toThrow(CommandHandlerNotFoundException);
    expect(() => commands.execute(new Break())).toThrow(RangeError);
    expect(() => commands.execute(undefined as unknown as Sell)).toThrow(TypeError);
  });

  test('hands what a saga’s command throws to the bus of unhandled exceptions', async () => {
    // One for each import of CqrsModule, as with the command bus.
    const buses = app.get(UnhandledExceptionBus, { strict: false, each: true });
    const unhandled = firstValueFrom(merge(...buses));
    await commands.execute(new Sell('glass'));
    expect((await unhandled).exception).toMatchObject({ message: 'the glass broke' });
  });

  test('gives handlers for one request the context that was given', async () => {
    const context = new AsyncContext();
    expect(await commands.execute(new SayWho(), context)).toBe(context);
    expect(await commands.execute(new SayWho())).toBeInstanceOf(AsyncContext);
  });

  test('shows commands to those who watch the bus', async () => {
    const seen: unknown[] = [];
    commands.publisher = { publish: (command) => seen.push(command) };
    const command = new Sell('vase');
    await commands.execute(command);
    expect(seen[0]).toBe(command);
  });

  test('lets a test spy on the bus, and put it back', async () => {
    const spy = jest.spyOn(commands, 'execute').mockResolvedValueOnce('nothing');
    expect(await commands.execute(new Sell('lamp'))).toBe('nothing');
    expect(commands.execute).toHaveBeenCalledTimes(1);
    spy.mockRestore();
    expect(await commands.execute(new Sell('lamp'))).toBe('receipt for lamp');
  });

  test('lets somebody patch the class of the bus, before and after', async () => {
    const original = CommandBus.prototype.execute;
    const traced: unknown[] = [];
    CommandBus.prototype.execute = function (this: CommandBus, ...args: Parameters<typeof original>) {
      traced.push(args[0]);
      return original.apply(this, args);
    } as typeof original;
    try {
      await commands.execute(new Sell('lamp'));
    } finally {
      CommandBus.prototype.execute = original;
    }
    expect(traced).toContainEqual(new Sell('lamp'));
  });
});

describe('With Daybook', () => {
  test('a command runs in a message, on every bus that there is, and none outlives it', async () => {
    const app = await start(daybook(), ShopModule);
    const buses = app.get(CommandBus, { strict: false, each: true });
    expect(buses).toHaveLength(2);
    for (const bus of buses) {
      let message: MessageContext | undefined;
      bus.publisher = { publish: () => (message = MessageContext.current) };
      await bus.execute(new SayWho());
      expect(message?.metadata['command']).toBe('SayWho');
    }
    expect(() => app.get(AuditedCommandBus).execute(new Unheard())).toThrow(CommandHandlerNotFoundException);
    expect(journal).toContain('audited in the message of Unheard');
    expect(MessageContext.current).toBeUndefined();
  });

  test('a bus that a test has replaced is the test’s', async () => {
    const execute = jest.fn<() => Promise<string>>().mockResolvedValue('mocked');
    const app = await Test.createTestingModule({ imports: [daybook(), ShopModule] })
      .overrideProvider(CommandBus)
      .useValue({ execute, register: () => undefined })
      .compile();
    started.push(app);
    await app.init();
    expect(app.get(CommandBus).execute).toBe(execute);
  });

  test('what the application has put on a bus itself still wraps, and runs in a message', async () => {
    const app = await Test.createTestingModule({ imports: [daybook(), ShopModule] }).compile();
    started.push(app);
    const bus = app.get(CommandBus);
    const original = bus.execute.bind(bus);
    let message: MessageContext | undefined;
    Object.assign(bus, { execute: (command: object) => ((message = MessageContext.current), original(command)) });
    await app.init();
    expect(await bus.execute(new Sell('lamp'))).toBe('receipt for lamp');
    expect(message?.metadata['command']).toBe('Sell');
  });

  test('two applications in one process have their own buses, each hooked once', async () => {
    const [one, two] = [await start(daybook(), ShopModule), await start(daybook(), ShopModule)];
    journal.length = 0;
    await one.get(CommandBus).execute(new Sell('a'));
    await two.get(CommandBus).execute(new Sell('b'));
    expect(journal.filter((entry) => entry.startsWith('applied'))).toEqual(['applied a', 'applied b']);
    const above: unknown = Object.getPrototypeOf(Object.getPrototypeOf(one.get(CommandBus)));
    expect(above).toBe(CommandBus.prototype);
  });
});
