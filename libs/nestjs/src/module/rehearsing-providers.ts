import { systemClock } from '@daybook/domain';
import { EventStore, PostgresEventStore } from '@daybook/event-store';
import type { InjectionToken, Provider } from '@nestjs/common';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { PostgresReadModels } from '../projections/read-model/postgres-read-models.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { buildStalledMs } from '../projections/rebuilding/progress-watch.js';
import { Rehearsals } from '../projections/rehearsing/rehearsals.js';
import { DaybookAlarms } from '../telemetry/daybook-alarms.js';
import type { DaybookOptions } from './daybook-options.js';
import { ProjectionConsumers } from './projection-consumers.js';
import { RehearsingProjections } from './rehearsing-projections.js';
import { RunningLoops } from './running-loops.js';
import { StoreLocation } from './store-location.js';
import { SubscriptionLoops } from './subscription-loops.js';

/** What makes read models anew for practice. In memory there is nothing of the kind. */
export function rehearsingProviders(optionsToken: InjectionToken): Provider[] {
  return [
    {
      provide: Rehearsals,
      inject: [EventStore, ReadModels, StoreLocation],
      useFactory: (store: EventStore, readModels: ReadModels, location: StoreLocation) => {
        if (!(store instanceof PostgresEventStore) || !(readModels instanceof PostgresReadModels)) return undefined;
        const { dataSource, schema } = location;
        return new Rehearsals({ store, dataSource, schema, tables: readModels.tables });
      },
    },
    {
      provide: RehearsingProjections,
      inject: [
        optionsToken,
        EventStore,
        ReadModels,
        StoreLocation,
        Rehearsals,
        ProjectionRegistry,
        ProjectionConsumers,
        SubscriptionLoops,
        RunningLoops,
        DaybookAlarms,
      ],
      useFactory: (
        { clock = systemClock }: DaybookOptions,
        store: EventStore,
        readModels: ReadModels,
        location: StoreLocation,
        rehearsals: Rehearsals | undefined,
        projections: ProjectionRegistry,
        consumers: ProjectionConsumers,
        loops: SubscriptionLoops,
        running: RunningLoops,
        alarms: DaybookAlarms,
      ) => {
        if (!(store instanceof PostgresEventStore) || !(readModels instanceof PostgresReadModels)) return undefined;
        if (rehearsals === undefined || !running.runs('projections')) return undefined;
        const { dataSource, schema } = location;
        return new RehearsingProjections({
          ...{ store, dataSource, schema, clock, projections, consumers, loops, rehearsals, alarms },
          tables: readModels.tables,
          stalledMs: buildStalledMs,
        });
      },
    },
  ];
}
