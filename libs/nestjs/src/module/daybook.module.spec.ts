import 'reflect-metadata';
import { Aggregate, AggregateRoot, DomainEvent, EventType, ManualClock, On } from '@daybook/domain';
import { EventStore, MemoryEventStore } from '@daybook/event-store';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Injectable, Logger, Module, type ModuleMetadata } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { AggregateRepository } from '../commands/aggregate-repository.js';
import { getAggregateRepositoryToken, InjectAggregateRepository } from './aggregate-repository.token.js';
import { DaybookModule } from './daybook.module.js';
import type { DaybookOptions, DaybookOptionsFactory } from './daybook-options.js';

@EventType('lamp.lit')
class LampLit extends DomainEvent<'lamp.lit'> {}

@Aggregate('lamp')
class Lamp extends AggregateRoot {
  lit = false;
  light(): Date {
    this.apply(LampLit.of());
    return this.now;
  }
  @On(LampLit) protected onLit(): void {
    this.lit = true;
  }
}

@Injectable()
class Janitor {
  constructor(@InjectAggregateRepository(Lamp) readonly lamps: AggregateRepository<Lamp>) {}
}

@Module({ imports: [DaybookModule.forFeature({ aggregates: [Lamp] })], providers: [Janitor], exports: [Janitor] })
class HouseModule {}

@Module({ imports: [DaybookModule.forFeature({ aggregates: [Lamp], events: [LampLit] })] })
class GardenModule {}

const started: TestingModule[] = [];
async function start(
  imports: NonNullable<ModuleMetadata['imports']>,
  providers: ModuleMetadata['providers'] = [],
): Promise<TestingModule> {
  const module = await Test.createTestingModule({ imports, providers }).compile();
  started.push(module);
  return module.init();
}
afterEach(async () => {
  for (const module of started.splice(0)) await module.close();
});

const memory = (options: DaybookOptions = {}) => DaybookModule.forRoot({ store: 'memory', ...options });

describe('DaybookModule', () => {
  test('provides the event store and, to those who register an aggregate, its repository', async () => {
    const app = await start([memory(), HouseModule]);
    expect(app.get(EventStore)).toBeInstanceOf(MemoryEventStore);
    await app.get(Janitor).lamps.create('l-1', (lamp) => lamp.light());
    expect((await app.get(Janitor).lamps.load('l-1')).lit).toBe(true);
  });

  test('gives two contexts that register one aggregate the same repository', async () => {
    const app = await start([memory(), HouseModule, GardenModule]);
    const token = getAggregateRepositoryToken(Lamp);
    const inGarden: unknown = app.select(GardenModule).get(token, { strict: false });
    expect(inGarden).toBe(app.get(Janitor).lamps);
  });

  test('lets decisions take the time from the clock that it was given', async () => {
    const clock = new ManualClock(new Date('2001-01-01T00:00:00Z'));
    const app = await start([memory({ clock }), HouseModule]);
    const { result } = await app.get(Janitor).lamps.create('l-1', (lamp) => lamp.light());
    expect(result).toEqual(clock.now());
  });

  test('hands its limits to the store', async () => {
    const app = await start([memory({ limits: { events: 1 } }), HouseModule]);
    const twice = app.get(Janitor).lamps.create('l-1', (lamp) => (lamp.light(), lamp.light()));
    await expect(twice).rejects.toMatchObject({ code: 'invalid-append' });
  });

  test('closes its store when the application ends, before others close their connections', async () => {
    const close = jest.fn(async () => undefined);
    const module = await Test.createTestingModule({ imports: [memory()] })
      .overrideProvider(EventStore)
      .useValue({ close })
      .compile();
    await module.init();
    await module.close();
    expect(close).toHaveBeenCalledTimes(1);
  });
});

describe('DaybookModule.forRootAsync', () => {
  const options: DaybookOptions = { store: 'memory' };

  @Injectable()
  class Settings implements DaybookOptionsFactory {
    createDaybookOptions = async (): Promise<DaybookOptions> => Promise.resolve(options);
  }
  @Module({ providers: [Settings], exports: [Settings] })
  class SettingsModule {}

  test.each([
    ['a factory', DaybookModule.forRootAsync({ useFactory: () => options })],
    [
      'an async factory with dependencies',
      DaybookModule.forRootAsync({
        imports: [SettingsModule],
        inject: [Settings],
        useFactory: (settings: Settings) => settings.createDaybookOptions(),
      }),
    ],
    ['a class', DaybookModule.forRootAsync({ useClass: Settings })],
    ['an existing provider', DaybookModule.forRootAsync({ imports: [SettingsModule], useExisting: Settings })],
  ])('takes its options from %s', async (_source, root) => {
    expect((await start([root, HouseModule])).get(EventStore)).toBeInstanceOf(MemoryEventStore);
  });
});

describe('A mistake stops the start:', () => {
  const Twin = (() => {
    @EventType('lamp.lit')
    class LampLit2 extends DomainEvent<'lamp.lit'> {}
    @Aggregate('twin')
    class TwinLamp extends AggregateRoot {
      @On(LampLit2) protected on(): void {}
    }
    return TwinLamp;
  })();
  const SameCategory = (() => {
    @Aggregate('lamp')
    class OtherLamp extends AggregateRoot {}
    return OtherLamp;
  })();
  class Bare extends AggregateRoot {}
  class BareEvent extends DomainEvent<'bare'> {}
  const Undecorated = (() => {
    @Aggregate('undecorated')
    class Undecorated extends AggregateRoot {
      @On(BareEvent) protected on(): void {}
    }
    return Undecorated;
  })();

  const features = (...aggregates: (new () => AggregateRoot)[]) =>
    aggregates.map((aggregate) => DaybookModule.forFeature({ aggregates: [aggregate] }));

  test.each([
    [
      'two classes of one event type',
      () => [memory(), ...features(Lamp, Twin)],
      'duplicate-event-type',
      /LampLit.* LampLit/,
    ],
    [
      'two aggregates of one category',
      () => [memory(), ...features(Lamp, SameCategory)],
      'duplicate-category',
      /\w*Lamp and \w*Lamp/,
    ],
    ['an aggregate without @Aggregate', () => [memory(), ...features(Bare)], 'aggregate-missing', /Bare.*@Aggregate/],
    [
      'an event without @EventType',
      () => [memory(), ...features(Undecorated)],
      'event-type-missing',
      /BareEvent.*@EventType/,
    ],
    [
      'forFeature without forRoot',
      () => features(Lamp),
      'daybook-not-configured',
      /register Lamp.*DaybookModule\.forRoot/,
    ],
    ['two calls of forRoot', () => [memory(), memory()], 'daybook-configured-twice', /root module only/],
    [
      'a store in PostgreSQL without a DataSource',
      () => [DaybookModule.forRoot()],
      'data-source-missing',
      /"default".*TypeOrmModule/,
    ],
    ['an unknown DataSource', () => [DaybookModule.forRoot({ dataSource: 'log' })], 'data-source-missing', /"log"/],
    [
      'an unknown store',
      () => [memory({ store: 'mongo' as 'memory' })],
      'invalid-option',
      /"mongo".*"postgres", "memory"/,
    ],
    ['an unknown policy', () => [memory({ migrations: 'no' as 'run' })], 'invalid-option', /migrations is "no"/],
  ])('%s', async (_mistake, imports, code, message) => {
    const start = Test.createTestingModule({ imports: imports() }).compile();
    await expect(start).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('a repository that nobody provides is injected', async () => {
    const starting = start([memory()], [Janitor]);
    await expect(starting).rejects.toThrow(
      /AggregateRepository of Lamp; import DaybookModule\.forFeature\(\{ aggregates: \[Lamp\] \}\)/,
    );
  });

  test('a class is undefined, because two files import each other', () => {
    const nothing = undefined as unknown as typeof Lamp;
    expect(() => DaybookModule.forFeature({ aggregates: [Lamp, nothing] })).toThrow(
      /aggregates: \[1\].*import each other/,
    );
    expect(() => InjectAggregateRepository(nothing)).toThrow(expect.objectContaining({ code: 'class-missing' }));
  });

  test('a hyphen in a category', () => {
    expect(() => {
      @Aggregate('my-lamp')
      class MyLamp extends AggregateRoot {}
      return MyLamp;
    }).toThrow(/my-lamp.*hyphen/);
  });
});

test('Several installed copies of the library are named at the start', async () => {
  const place = globalThis as { [name: symbol]: { name: string; version: string; url: string }[] };
  const copies = place[Symbol.for('daybook.installations')] ?? [];
  const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  copies.push({ name: '@daybook/domain', version: '0.0.9', url: 'file:///elsewhere/index.js' });
  try {
    await start([memory()]);
  } finally {
    copies.pop();
  }
  expect(warned).toHaveBeenCalledWith(expect.stringMatching(/0\.0\.9 at file:\/\/\/elsewhere.*npm dedupe/));
});
