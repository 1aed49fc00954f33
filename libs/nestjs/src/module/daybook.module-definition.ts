import { systemClock } from '@daybook/domain';
import { EventCodec, EventStore, EventTypeRegistry, PostgresEventStore } from '@daybook/event-store';
import { ConfigurableModuleBuilder, type DynamicModule, type Provider } from '@nestjs/common';
import { DiscoveryModule, ModulesContainer } from '@nestjs/core';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ambientOf } from '../commands/ambient-of.js';
import { AsyncLocalTransactionContext } from '../commands/async-local-transaction-context.js';
import { KeyPruning } from '../commands/key-pruning.js';
import { NoTransactions } from '../commands/no-transactions.js';
import { AggregateSnapshots } from '../commands/snapshots/aggregate-snapshots.js';
import { CommandBusHook } from '../commands/message/command-bus-hook.js';
import { TransactionContext } from '../commands/transaction-context.js';
import { UnitOfWork } from '../commands/unit-of-work.js';
import { ApplicationClock } from '../http/application-clock.js';
import { Projections } from '../projections/asking/projections.js';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { ProjectionOperations } from '../projections/rebuilding/projection-operations.js';
import { Orphans } from '../projections/retiring/orphans.js';
import { Retirement } from '../projections/retiring/retirement.js';
import { ReadYourWrites } from '../projections/waiting/read-your-writes.js';
import { ScheduledRuns } from '../projections/scheduling/scheduled-runs.js';
import { ReactionRegistry } from '../reactions/reaction-registry.js';
import { SagaOperations } from '../sagas/operations/saga-operations.js';
import { SagaRunning } from '../sagas/running/saga-running.js';
import { SagaRegistry } from '../sagas/saga-registry.js';
import { DaybookAlarms } from '../telemetry/daybook-alarms.js';
import { DaybookHealth } from '../telemetry/daybook-health.js';
import { SubscriptionHealth } from '../telemetry/subscription-health.js';
import { SubscriptionStatuses } from '../telemetry/subscription-statuses.js';
import { StreamCopying } from '../copying/stream-copying.js';
import { TransformationRegistry } from '../copying/transformation-registry.js';
import { AggregateRegistry } from './aggregate-registry.js';
import { cacheFor } from './cache-for.js';
import { CloseStoreModule } from './close-store.module.js';
import { ConfiguredSnapshots } from './configured-snapshots.js';
import { copyingProviders } from './copying-providers.js';
import { dataSourceNames } from './data-source-names.js';
import type { DaybookBinding, DaybookOptions } from './daybook-options.js';
import { Daybook } from './daybook.js';
import { eventCodecOf } from './event-codec-of.js';
import { GracefulShutdown } from './graceful-shutdown.js';
import { inlineProviders } from './inline-providers.js';
import { keyPruningFor } from './key-pruning-for.js';
import { lifecycleProviders } from './lifecycle-providers.js';
import { openEventStore } from './open-event-store.js';
import { OperatorStart } from './operator-start.js';
import { operatingSagasProviders } from './operating-sagas-providers.js';
import { projectionProviders } from './projection-providers.js';
import { reactionProviders } from './reaction-providers.js';
import { rebuildingProviders } from './rebuilding-providers.js';
import { rehearsingProviders } from './rehearsing-providers.js';
import { retiringProviders } from './retiring-providers.js';
import { RunLoopsModule } from './run-loops.module.js';
import { RunningLoops } from './running-loops.js';
import { SagaPruning } from './saga-pruning.js';
import { sagaProviders } from './saga-providers.js';
import { ScheduledProjecting } from './scheduled-projecting.js';
import { schedulingProviders } from './scheduling-providers.js';
import { snapshotProviders } from './snapshot-providers.js';
import { StoreLocation } from './store-location.js';
import { SubscriptionConsumers } from './subscription-consumers.js';
import { SubscriptionLoops } from './subscription-loops.js';
import { subscriptionProviders } from './subscription-providers.js';
import { telemetryProviders } from './telemetry-providers.js';
import { UpcasterDiscovery } from './upcaster-discovery.js';
import { WatchingSagas } from './watching-sagas.js';
import { waitingProviders } from './waiting-providers.js';

/** There if the command line has started the application. */
const operatorStart = { token: OperatorStart, optional: true };

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
    {
      provide: TransactionContext,
      inject: [MODULE_OPTIONS_TOKEN],
      useFactory: (options: DaybookOptions) => options.transactionContext ?? new AsyncLocalTransactionContext(),
    },
    {
      provide: RunningLoops,
      inject: [MODULE_OPTIONS_TOKEN, operatorStart],
      useFactory: ({ run }: DaybookOptions, operator?: OperatorStart) =>
        new RunningLoops(operator === undefined ? run : 'none'),
    },
    {
      provide: EventCodec,
      inject: [MODULE_OPTIONS_TOKEN, EventTypeRegistry, operatorStart],
      useFactory: eventCodecOf,
    },
    storeLocationOn(dataSource),
    eventStore,
    CommandBusHook,
    unitOfWork,
    ...lifecycleProviders(MODULE_OPTIONS_TOKEN),
    ...subscriptionProviders(MODULE_OPTIONS_TOKEN),
    ...projectionProviders(MODULE_OPTIONS_TOKEN),
    ...inlineProviders,
    ...schedulingProviders(MODULE_OPTIONS_TOKEN),
    ...rebuildingProviders,
    ...rehearsingProviders(MODULE_OPTIONS_TOKEN),
    ...retiringProviders,
    ...reactionProviders,
    ...sagaProviders(MODULE_OPTIONS_TOKEN),
    ...operatingSagasProviders(MODULE_OPTIONS_TOKEN),
    ...copyingProviders,
    // Behind those who register the events that they name.
    UpcasterDiscovery,
    ...snapshotProviders(MODULE_OPTIONS_TOKEN),
    ...telemetryProviders(MODULE_OPTIONS_TOKEN),
    ...waitingProviders(MODULE_OPTIONS_TOKEN),
    {
      provide: ApplicationClock,
      inject: [MODULE_OPTIONS_TOKEN],
      useFactory: ({ clock }: DaybookOptions) => new ApplicationClock(clock),
    },
    { provide: KeyPruning, inject: [MODULE_OPTIONS_TOKEN, EventStore, RunningLoops], useFactory: keyPruningFor },
    {
      provide: AggregateRegistry,
      inject: [MODULE_OPTIONS_TOKEN, EventStore, EventTypeRegistry, TransactionContext, ConfiguredSnapshots],
      useFactory: (
        options: DaybookOptions,
        store: EventStore,
        eventTypes: EventTypeRegistry,
        transactions: TransactionContext,
        snapshots: ConfiguredSnapshots,
      ) => {
        const clock = options.clock ?? systemClock;
        return new AggregateRegistry(store, eventTypes, transactions, clock, cacheFor(options), snapshots);
      },
    },
  ];
  const exports = [
    AggregateSnapshots,
    DaybookAlarms,
    DaybookHealth,
    EventStore,
    EventCodec,
    EventTypeRegistry,
    AggregateRegistry,
    TransactionContext,
    UnitOfWork,
    StoreLocation,
    RunningLoops,
    ProjectionRegistry,
    ProjectionOperations,
    Projections,
    ReadModels,
    ReadYourWrites,
    ReactionRegistry,
    SagaOperations,
    SagaRegistry,
    SagaPruning,
    SagaRunning,
    WatchingSagas,
    ScheduledProjecting,
    ScheduledRuns,
    SubscriptionConsumers,
    SubscriptionHealth,
    SubscriptionLoops,
    StreamCopying,
    TransformationRegistry,
    SubscriptionStatuses,
    GracefulShutdown,
    Orphans,
    Retirement,
    Daybook,
  ];
  const imports = [...(definition.imports ?? []), DiscoveryModule, CloseStoreModule, RunLoopsModule];
  return { ...definition, global: true, imports, providers, exports };
}

// The DataSource is optional, because a store in memory has none; a store in PostgreSQL says what is missing.
function storeLocationOn(dataSourceName: string): Provider {
  return {
    provide: StoreLocation,
    inject: [
      MODULE_OPTIONS_TOKEN,
      ModulesContainer,
      { token: getDataSourceToken(dataSourceName), optional: true },
      operatorStart,
    ],
    useFactory: (
      options: DaybookOptions,
      modules: ModulesContainer,
      dataSource?: DataSource,
      operator?: OperatorStart,
    ) => new StoreLocation(options, dataSourceName, dataSource, operator, () => dataSourceNames(modules)),
  };
}

const eventStore: Provider = {
  provide: EventStore,
  inject: [MODULE_OPTIONS_TOKEN, EventCodec, TransactionContext, StoreLocation, operatorStart],
  useFactory: (
    options: DaybookOptions,
    codec: EventCodec,
    transactions: TransactionContext,
    location: StoreLocation,
    operator?: OperatorStart,
  ) => {
    const clock = options.clock ?? systemClock;
    return openEventStore({ options, clock, codec, ambient: ambientOf(transactions), location, operator });
  },
};

const unitOfWork: Provider = {
  provide: UnitOfWork,
  inject: [EventStore, TransactionContext],
  useFactory: (store: EventStore, context: TransactionContext) =>
    new UnitOfWork(
      store instanceof PostgresEventStore ? store.transactions : new NoTransactions(store.constructor.name),
      context,
    ),
};
