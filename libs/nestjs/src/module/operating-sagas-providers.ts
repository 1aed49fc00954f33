import { systemClock } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import type { InjectionToken, Provider } from '@nestjs/common';
import { SagaOperations } from '../sagas/operations/saga-operations.js';
import { SagaRunning } from '../sagas/running/saga-running.js';
import { SagaRegistry } from '../sagas/saga-registry.js';
import { DaybookAlarms } from '../telemetry/daybook-alarms.js';
import { SagaAlarms } from '../telemetry/saga-alarms.js';
import type { DaybookOptions } from './daybook-options.js';
import { keptFinished } from './kept-finished.js';
import { RunningLoops } from './running-loops.js';
import { SubscriptionLoops } from './subscription-loops.js';
import { SagaPruning } from './saga-pruning.js';
import { WatchingSagas } from './watching-sagas.js';

/** What operators do with sagas, from any process of the application, and what wakes them. */
export function operatingSagasProviders(optionsToken: InjectionToken): Provider[] {
  return [
    {
      provide: SagaOperations,
      inject: [optionsToken, EventStore, SagaRegistry],
      useFactory: ({ clock = systemClock }: DaybookOptions, store: EventStore, sagas: SagaRegistry) =>
        new SagaOperations({ store, sagas, clock }),
    },
    {
      provide: SagaPruning,
      inject: [optionsToken, SagaOperations, SagaRegistry, RunningLoops],
      useFactory: (options: DaybookOptions, operations: SagaOperations, sagas: SagaRegistry, loops: RunningLoops) =>
        new SagaPruning({ operations, sagas, keepMs: keptFinished(options), runs: loops.runs('sagas') }),
    },
    {
      provide: WatchingSagas,
      inject: [EventStore, SagaRegistry, DaybookAlarms, SubscriptionLoops, SagaRunning, RunningLoops],
      useFactory: (
        store: EventStore,
        sagas: SagaRegistry,
        alarms: DaybookAlarms,
        { runner }: SubscriptionLoops,
        running: SagaRunning,
        loops: RunningLoops,
      ) => {
        const watch = new SagaAlarms({
          ...{ alarms, sagas, store: () => store.sagas, waiting: () => running.waiting, process: runner.id },
          processes: () => store.subscriptions.processes(),
        });
        return new WatchingSagas({ alarms: watch, sagas, loops });
      },
    },
  ];
}
