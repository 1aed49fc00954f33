import { systemClock } from '@daybook/domain';
import { EventStore, PostgresEventStore } from '@daybook/event-store';
import type { InjectionToken, Provider } from '@nestjs/common';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { ScheduledRuns } from '../projections/scheduling/scheduled-runs.js';
import { MemoryRowStandings } from '../projections/waiting/memory-row-standings.js';
import { NextRuns } from '../projections/waiting/next-runs.js';
import { PostgresRowStandings } from '../projections/waiting/postgres-row-standings.js';
import { readsOfTypeOrm } from '../projections/waiting/reads-of-typeorm.js';
import { ReadYourWrites } from '../projections/waiting/read-your-writes.js';
import type { DaybookOptions } from './daybook-options.js';
import { StoreLocation } from './store-location.js';
import { SubscriptionLoops } from './subscription-loops.js';
import { checkedWaiting } from './waiting-settings.js';

/** What lets readers wait for what was written. */
export function waitingProviders(optionsToken: InjectionToken): Provider[] {
  return [
    {
      provide: ReadYourWrites,
      inject: [optionsToken, EventStore, StoreLocation, ProjectionRegistry, SubscriptionLoops, ScheduledRuns],
      useFactory: (
        { waiting, clock = systemClock }: DaybookOptions,
        store: EventStore,
        location: StoreLocation,
        projections: ProjectionRegistry,
        { runner }: SubscriptionLoops,
        runs: ScheduledRuns,
      ) => {
        const { timeoutMs, readsFrom: given } = checkedWaiting(waiting);
        const inMemory = location.store === 'memory';
        // Where the store is not opened, as for some commands, the DataSource may not be connected either.
        const readsFrom =
          given ?? (store instanceof PostgresEventStore ? readsOfTypeOrm(location.dataSource) : 'primary');
        // What this process has committed says nothing of other servers.
        const here = inMemory || readsFrom === 'primary' ? runner : undefined;
        const standings = inMemory
          ? new MemoryRowStandings(store)
          : new PostgresRowStandings(() => location.dataSource, location.schema, readsFrom);
        const nextRuns = new NextRuns(runs, clock);
        return new ReadYourWrites({ projections, store, standings, here, nextRuns, timeoutMs });
      },
    },
  ];
}
