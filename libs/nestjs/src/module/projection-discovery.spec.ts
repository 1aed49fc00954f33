import 'reflect-metadata';
import { DomainEvent, EventType, isDaybookError, On } from '@daybook/domain';
import { EventStore, EventTypeRegistry } from '@daybook/event-store';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Inject, Injectable, Module, type OnModuleInit, type Provider, Scope } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { FoldProjection } from '../projections/fold-projection.js';
import { HandlerProjection } from '../projections/handler-projection.js';
import { Projection } from '../projections/projection.decorator.js';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { DaybookModule } from './daybook.module.js';

@EventType('book.lent')
class Lent extends DomainEvent<'book.lent'> {}
@EventType('book.lent')
class LentElsewhere extends DomainEvent<'book.lent'> {}

class Loan {
  bookId!: string;
}
class Reader {
  name!: string;
}

abstract class LoansFold extends FoldProjection<Loan> {
  initial(bookId: string): Loan {
    return { bookId };
  }
  @On(Lent) lent(): void {}
}

@Projection('loans', { version: 1, readModel: Loan })
class Loans extends LoansFold {}

@Injectable()
class Settings {
  readonly branch = 'north';
}

@Projection('readers', { version: 2, readModel: Reader })
class Readers extends HandlerProjection {
  constructor(readonly settings: Settings) {
    super();
  }
  @On(Lent) lent(): void {}
}

let app: TestingModule | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

async function start(...modules: readonly (readonly Provider[])[]): Promise<TestingModule> {
  const imports = modules.map((providers) => ({ module: class Context {}, providers: [...providers] }));
  app = await Test.createTestingModule({
    imports: [DaybookModule.forRoot({ store: 'memory', run: 'none' }), ...imports],
  }).compile();
  return app.init();
}

function found(): readonly (readonly [string, object])[] {
  const all = app?.get(ProjectionRegistry).all() ?? [];
  return all.map(({ definition, instance }) => [definition.name, instance] as const);
}

async function refusal(...modules: readonly (readonly Provider[])[]): Promise<Record<string, unknown>> {
  const error: unknown = await start(...modules).catch((reason: unknown) => reason);
  if (!isDaybookError(error)) throw new Error(`It was not refused: ${String(error)}`);
  return { ...error, message: error.message };
}

describe('The projections of an application', () => {
  test('are plain providers of any module, with what they inject', async () => {
    await start([Settings, Readers], [Loans]);
    expect(found()).toEqual([
      ['loans', expect.any(Loans)],
      ['readers', expect.any(Readers)],
    ]);
    expect(app?.get(ProjectionRegistry).find('readers')).toMatchObject({
      kind: 'handler',
      definition: { version: 2 },
      instance: { settings: { branch: 'north' } },
    });
    expect(app?.get(ProjectionRegistry).find('others')).toBeUndefined();
  });

  test.each<[string, Provider[]]>([
    ['a factory', [{ provide: 'balances', useFactory: () => new Loans() }]],
    ['a factory that takes its time', [{ provide: 'balances', useFactory: () => Promise.resolve(new Loans()) }]],
    ['a value', [{ provide: 'balances', useValue: new Loans() }]],
    ['another token', [{ provide: LoansFold, useClass: Loans }]],
    ['two tokens', [Loans, { provide: LoansFold, useExisting: Loans }]],
  ])('may come from %s', async (_, providers) => {
    await start(providers);
    expect(found()).toEqual([['loans', expect.any(Loans)]]);
  });

  test('do their work once if several modules provide them', async () => {
    await start([Loans], [Loans]);
    expect(found()).toHaveLength(1);
  });

  test('are not looked for in what a test has put in their place', async () => {
    const builder = Test.createTestingModule({
      imports: [DaybookModule.forRoot({ store: 'memory' })],
      providers: [Loans],
    });
    app = await builder.overrideProvider(Loans).useValue({}).compile();
    await app.init();
    expect(found()).toEqual([]);
  });

  test('make their events known before any module is initialised, and nobody has to name them again', async () => {
    @Injectable()
    class Import implements OnModuleInit {
      constructor(private readonly store: EventStore) {}
      async onModuleInit(): Promise<void> {
        await this.store.append('book-1', [Lent.of({})], { expected: 'noStream' });
      }
    }
    await start([Import], [Loans]);
    expect(app?.get(EventTypeRegistry).byType('book.lent')?.eventClass).toBe(Lent);
    expect(await app?.get(EventStore).head()).toBe(1);
  });

  test('are found in a module that is not global and knows nothing of Daybook', async () => {
    @Module({ providers: [Loans] })
    class Library {}
    app = await Test.createTestingModule({
      imports: [Library, DaybookModule.forRoot({ store: 'memory', run: 'none' })],
    }).compile();
    await app.init();
    expect(found()).toHaveLength(1);
  });
});

describe('The start is stopped', () => {
  test('by two projections of one name, and both are named', async () => {
    @Projection('loans', { version: 1, readModel: Reader })
    class OtherLoans extends HandlerProjection {
      @On(Lent) lent(): void {}
    }
    expect(await refusal([Loans], [OtherLoans])).toMatchObject({
      code: 'duplicate-projection',
      projectionName: 'loans',
      classNames: ['Loans', 'OtherLoans'],
    });
  });

  test('by two projections that keep one class of rows, unless one of them keeps nothing', async () => {
    @Projection('more-loans', { version: 1, readModel: [Reader, Loan] })
    class MoreLoans extends HandlerProjection {
      @On(Lent) lent(): void {}
    }
    @Projection('loans-on-demand', { version: 1, readModel: Loan, mode: 'on-demand' })
    class LoansOnDemand extends LoansFold {}
    expect(await refusal([Loans, MoreLoans])).toMatchObject({
      code: 'read-model-shared',
      readModelName: 'Loan',
      classNames: ['Loans', 'MoreLoans'],
    });
    await start([Loans, LoansOnDemand]);
    expect(found()).toHaveLength(2);
  });

  test('by two classes of events that bear one type, in different projections', async () => {
    @Projection('readers-elsewhere', { version: 1, readModel: Reader })
    class Elsewhere extends HandlerProjection {
      @On(LentElsewhere) lent(): void {}
    }
    expect(await refusal([Loans, Elsewhere])).toMatchObject({ code: 'duplicate-event-type' });
  });

  test('by a projection without its decorator, that of a parent included', async () => {
    class Undecorated extends LoansFold {}
    class Narrower extends Loans {}
    expect(await refusal([Undecorated])).toMatchObject({ code: 'projection-missing', className: 'Undecorated' });
    expect(await refusal([Narrower])).toMatchObject({ code: 'projection-missing', className: 'Narrower' });
  });

  test.each([Scope.REQUEST, Scope.TRANSIENT])(
    'by a projection that is not one for all, in the scope %p',
    async (scope) => {
      expect(await refusal([{ provide: Loans, useClass: Loans, scope }])).toMatchObject({
        code: 'provider-not-shared',
        className: 'Loans',
      });
    },
  );

  test('by a projection that injects what belongs to a request', async () => {
    @Injectable({ scope: Scope.REQUEST })
    class Caller {
      constructor(@Inject(REQUEST) readonly request: unknown) {}
    }
    @Projection('callers', { version: 1, readModel: Reader })
    class Callers extends HandlerProjection {
      constructor(readonly caller: Caller) {
        super();
      }
      @On(Lent) lent(): void {}
    }
    expect(await refusal([Caller, Callers])).toMatchObject({ code: 'provider-not-shared', className: 'Callers' });
  });
});
