import { systemClock } from '@daybook/domain';
import { EventStore, PostgresEventStore } from '@daybook/event-store';
import type { InjectionToken, Provider } from '@nestjs/common';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { MemoryScheduledRuns } from '../projections/scheduling/memory-scheduled-runs.js';
import { PostgresScheduledRuns } from '../projections/scheduling/postgres-scheduled-runs.js';
import { ScheduledRuns } from '../projections/scheduling/scheduled-runs.js';
import { DaybookAlarms } from '../telemetry/daybook-alarms.js';
import type { DaybookOptions } from './daybook-options.js';
import { ProjectionConsumers } from './projection-consumers.js';
import { RunningLoops } from './running-loops.js';
import { ScheduledProjecting } from './scheduled-projecting.js';
import { StoreLocation } from './store-location.js';
import { SubscriptionLoops } from './subscription-loops.js';

/** What brings projections up to date at certain times. */
export function schedulingProviders(optionsToken: InjectionToken): Provider[] {
  return [
    {
      provide: ScheduledRuns,
      inject: [EventStore, StoreLocation],
      useFactory: (store: EventStore, location: StoreLocation) =>
        store instanceof PostgresEventStore
          ? new PostgresScheduledRuns(location.dataSource, location.schema)
          : new MemoryScheduledRuns(store),
    },
    {
      provide: ScheduledProjecting,
      inject: [
        optionsToken,
        EventStore,
        ProjectionRegistry,
        ProjectionConsumers,
        ScheduledRuns,
        SubscriptionLoops,
        RunningLoops,
        DaybookAlarms,
      ],
      useFactory: (
        { clock = systemClock }: DaybookOptions,
        store: EventStore,
        projections: ProjectionRegistry,
        consumers: ProjectionConsumers,
        runs: ScheduledRuns,
        loops: SubscriptionLoops,
        running: RunningLoops,
        alarms: DaybookAlarms,
      ) => new ScheduledProjecting({ store, clock, projections, consumers, runs, loops, running, alarms }),
    },
  ];
}
