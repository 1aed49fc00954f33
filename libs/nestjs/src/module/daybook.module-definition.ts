import { systemClock } from '@daybook/domain';
import { EventStore, EventTypeRegistry } from '@daybook/event-store';
import { ConfigurableModuleBuilder, type DynamicModule, type Provider } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { AggregateRegistry } from './aggregate-registry.js';
import type { DaybookBinding, DaybookOptions } from './daybook-options.js';
import { openEventStore } from './open-event-store.js';

/** What `ConfigurableModuleBuilder` makes of the options: `forRoot` and `forRootAsync`. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN, OPTIONS_TYPE, ASYNC_OPTIONS_TYPE } =
  new ConfigurableModuleBuilder<DaybookOptions>({ moduleName: 'Daybook' })
    .setClassMethodName('forRoot')
    .setFactoryMethodName('createDaybookOptions')
    .setExtras<Required<DaybookBinding>>({ dataSource: 'default' }, complete)
    .build();

function complete(definition: DynamicModule, { dataSource }: Required<DaybookBinding>): DynamicModule {
  const providers: Provider[] = [
    ...(definition.providers ?? []),
    { provide: EventTypeRegistry, useValue: new EventTypeRegistry() },
    eventStoreOn(dataSource),
    {
      provide: AggregateRegistry,
      inject: [MODULE_OPTIONS_TOKEN, EventStore, EventTypeRegistry],
      useFactory: (options: DaybookOptions, store: EventStore, eventTypes: EventTypeRegistry) =>
        new AggregateRegistry(store, eventTypes, options.clock ?? systemClock),
    },
  ];
  return { ...definition, global: true, providers, exports: [EventStore, EventTypeRegistry, AggregateRegistry] };
}

// The DataSource is optional, because a store in memory has none; a store in PostgreSQL says what is missing.
function eventStoreOn(dataSourceName: string): Provider {
  return {
    provide: EventStore,
    inject: [MODULE_OPTIONS_TOKEN, EventTypeRegistry, { token: getDataSourceToken(dataSourceName), optional: true }],
    useFactory: (options: DaybookOptions, registry: EventTypeRegistry, dataSource?: DataSource) =>
      openEventStore({ options, clock: options.clock ?? systemClock, registry, dataSource, dataSourceName }),
  };
}
