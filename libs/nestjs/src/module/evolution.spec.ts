import {
  Aggregate,
  AggregateRoot,
  DomainEvent,
  EventType,
  type JsonObject,
  On,
  Upcaster,
  type Upcasts,
} from '@daybook/domain';
import { EventCodec, EventStore } from '@daybook/event-store';
import { describe, expect, test } from '@jest/globals';
import { Inject, Injectable, Module, type ModuleMetadata, Scope } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IsInt, IsString } from 'class-validator';
import { AggregateRepository } from '../commands/aggregate-repository.js';
import { getAggregateRepositoryToken } from './aggregate-repository.token.js';
import type { DaybookFeature } from './daybook-feature.js';
import type { DaybookOptions } from './daybook-options.js';
import { DaybookModule } from './daybook.module.js';

@EventType('till.filled', { version: 2 })
class TillFilled extends DomainEvent<'till.filled'> {
  @IsInt() readonly minor!: number;
  @IsString() readonly currency!: string;
}

@EventType('till.closed')
class TillClosed extends DomainEvent<'till.closed'> {}

@Aggregate('till')
class Till extends AggregateRoot {
  minor = 0;
  currency = '';
  fill(minor: number, currency: string): void {
    this.apply(TillFilled.of({ minor, currency }));
  }
  close(): void {
    this.apply(TillClosed.of());
  }
  @On(TillFilled) protected filled({ minor, currency }: TillFilled): void {
    this.minor += minor;
    this.currency = currency;
  }
  @On(TillClosed) protected closed(): void {
    this.minor = 0;
  }
}

@Injectable()
class HomeCurrency {
  readonly code: string = 'EUR';
}

@Module({ providers: [HomeCurrency], exports: [HomeCurrency] })
class CurrencyModule {}

@Upcaster({ event: TillFilled, from: 1, to: 2 })
@Injectable()
class TillFilledV1ToV2 implements Upcasts {
  constructor(@Inject(HomeCurrency) private readonly home: HomeCurrency) {}
  upcast(data: JsonObject): JsonObject {
    return { ...data, currency: this.home.code };
  }
  downcast({ minor = 0 }: JsonObject): JsonObject {
    return { minor };
  }
}

@Upcaster({ event: 'till.shut', from: 1, to: { event: TillClosed, version: 1 } })
class TillShutIsClosed implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return data;
  }
  downcast(data: JsonObject): JsonObject {
    return data;
  }
}

const upcasters = [TillFilledV1ToV2, TillShutIsClosed];
const whole: DaybookFeature = { aggregates: [Till], upcasters, imports: [CurrencyModule] };
const inOlderShapes = {
  writeVersions: { 'till.filled': 1, 'till.closed': { event: 'till.shut', version: 1 } },
};

async function started(
  feature: DaybookFeature,
  evolution: DaybookOptions['evolution'] = {},
  more: ModuleMetadata = {},
) {
  @Module({
    ...more,
    imports: [DaybookModule.forRoot({ store: 'memory', evolution }), DaybookModule.forFeature(feature)],
  })
  class Shop {}
  return NestFactory.createApplicationContext(Shop, { logger: false, abortOnError: false });
}

describe('A context brings its upcasters', () => {
  test('with what they depend on; what is written in older shapes is read as it was decided', async () => {
    const application = await started(whole, inOlderShapes);
    const tills = application.get<AggregateRepository<Till>>(getAggregateRepositoryToken(Till), { strict: false });
    await tills.create('t-1', (till) => till.fill(5, 'EUR'));
    await tills.update('t-1', (till) => till.close());
    await tills.update('t-1', (till) => till.fill(7, 'EUR'));
    expect(await tills.load('t-1', { version: 3 })).toMatchObject({ minor: 7, currency: 'EUR', version: 3 });
    const shapes: unknown[] = [];
    for await (const event of application.get(EventStore).readStream('till-t-1', { asStored: true })) {
      shapes.push([event.type, event.schemaVersion, event.data]);
    }
    expect(shapes).toEqual([
      ['till.filled', 1, { minor: 5 }],
      ['till.shut', 1, {}],
      ['till.filled', 1, { minor: 7 }],
    ]);
    await application.close();
  });

  test('what the older shape cannot say is refused, never lost', async () => {
    const application = await started(whole, inOlderShapes);
    const tills = application.get<AggregateRepository<Till>>(getAggregateRepositoryToken(Till), { strict: false });
    await expect(tills.create('t-1', (till) => till.fill(5, 'USD'))).rejects.toMatchObject({
      code: 'downcast-loses-data',
      fields: ['currency'],
    });
    expect(await application.get(EventStore).head()).toBe(0);
    await application.close();
  });

  test('as providers of any module, too, each once', async () => {
    const providers = [HomeCurrency, ...upcasters];
    const application = await started({ ...whole, upcasters: [TillShutIsClosed] }, {}, { providers });
    expect(application.get(EventCodec).chain.steps.map(({ upcasterClass }) => upcasterClass)).toEqual(upcasters);
    await application.close();
  });
});

describe('The start is stopped, and the error names', () => {
  @Upcaster({ event: TillFilled, from: 1, to: 2 })
  class Second implements Upcasts {
    upcast(data: JsonObject): JsonObject {
      return data;
    }
  }
  @Upcaster({ event: TillClosed, from: 1, to: { event: 'till.gone', version: 1 } })
  class Nowhere extends Second {}
  @Upcaster({ event: 'till.gone', from: 1, to: { event: TillClosed, version: 1 } })
  class Back extends Second {}
  @Upcaster({ event: TillFilled, from: 1, to: 2 })
  @Injectable({ scope: Scope.REQUEST })
  class ForEachRequest extends Second {}
  class Undecorated extends Second {}

  const stopped = async (feature: Partial<DaybookFeature>, evolution?: DaybookOptions['evolution']) =>
    started({ ...whole, ...feature }, evolution).then(
      () => 'started',
      (error: unknown) => error,
    );

  test.each([
    ['a step that is missing', [], { code: 'upcaster-gap', eventName: 'TillFilled', from: 1, to: 2 }],
    ['two of one step', [...upcasters, Second], { code: 'duplicate-upcaster' }],
    ['a circle', [...upcasters, Nowhere, Back], { code: 'upcaster-cycle' }],
    ['one that is made anew for each request', [ForEachRequest], { code: 'provider-not-shared' }],
    ['one without a decorator', [...upcasters, Undecorated], { code: 'upcaster-missing', className: 'Undecorated' }],
    ['one that is not there yet', [undefined as unknown as typeof Second], { code: 'class-missing' }],
  ])('%s', async (_, given, expected) => {
    const stop = async () => stopped({ upcasters: given });
    const error = await stop().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject(expected);
  });

  test.each([
    ['a type that is not there', { 'till.emptied': 1 }, { code: 'write-version-unknown' }],
    ['a version to which nothing leads', { 'till.closed': 7 }, { code: 'write-version-unknown' }],
  ])('of writeVersions %s', async (_, writeVersions, expected) => {
    expect(await stopped({}, { writeVersions })).toMatchObject(expected);
  });

  test('of writeVersions an upcaster without a way down', async () => {
    const evolution = { writeVersions: { 'till.filled': 1 } };
    expect(await stopped({ upcasters: [Second, TillShutIsClosed] }, evolution)).toMatchObject({
      code: 'downcaster-missing',
      upcaster: 'Second',
    });
  });
});
