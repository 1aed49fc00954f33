import { systemClock } from '@daybook/domain';
import { EventStore, EventTypeRegistry, InvalidRunnerOption, type RunnerNotice } from '@daybook/event-store';
import { type InjectionToken, Logger, type Provider } from '@nestjs/common';
import { DiscoveryService, ModuleRef } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { CommandBusMissing } from '../sagas/running/command-bus-missing.error.js';
import { SagaLog } from './saga-log.js';
import { SagaLoops } from '../sagas/running/saga-loops.js';
import { SagaRunning } from '../sagas/running/saga-running.js';
import { checkedSagaSettings } from '../sagas/running/saga-settings.js';
import { SagaRegistry } from '../sagas/saga-registry.js';
import type { DaybookOptions } from './daybook-options.js';
import { handledCommands } from './handled-commands.js';
import { RunnerLog } from './runner-log.js';
import { RunnerNotices } from './runner-notices.js';
import { SagaDiscovery } from './saga-discovery.js';
import { SubscriptionLoops } from './subscription-loops.js';

/** What finds the sagas of the application and has them run. */
export function sagaProviders(optionsToken: InjectionToken): Provider[] {
  return [
    {
      provide: SagaRegistry,
      inject: [EventTypeRegistry],
      useFactory: (eventTypes: EventTypeRegistry) => new SagaRegistry(eventTypes),
    },
    {
      provide: SagaRunning,
      inject: [
        optionsToken,
        EventStore,
        SagaRegistry,
        SubscriptionLoops,
        DiscoveryService,
        ModuleRef,
        RunnerLog,
        RunnerNotices,
      ],
      useFactory: (
        { sagas: settings, subscriptions, clock }: DaybookOptions,
        store: EventStore,
        sagas: SagaRegistry,
        { runner }: SubscriptionLoops,
        discovery: DiscoveryService,
        modules: ModuleRef,
        runnerLog: RunnerLog,
        notices: RunnerNotices,
      ) => {
        const checked = checkedSagaSettings(settings ?? {}, (setting, value, expected) => {
          return new InvalidRunnerOption(`sagas.${setting}`, value, expected);
        });
        const log = new SagaLog(new Logger('Daybook'));
        return new SagaRunning(sagas, () => {
          const bus = commandBusOf(modules, sagas);
          return new SagaLoops({
            ...{ store, sagas, runner, clock: clock ?? systemClock, settings: checked },
            classes: handledCommands(discovery),
            leaseMs: subscriptions?.leaseMs ?? 3_000,
            stopWithinMs: subscriptions?.stopWithinMs ?? 10_000,
            execute: (command) => bus.execute(command),
            onNotice: (notice) => log.write(notice),
            onTrouble: (notice: RunnerNotice) => {
              runnerLog.write(notice);
              notices.tell(notice);
            },
          });
        });
      },
    },
    SagaDiscovery,
  ];
}

function commandBusOf(modules: ModuleRef, sagas: SagaRegistry): CommandBus {
  try {
    return modules.get(CommandBus, { strict: false });
  } catch {
    throw new CommandBusMissing(sagas.all().map(({ name }) => name));
  }
}
