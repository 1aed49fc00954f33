import { EventStore, PostgresEventStore } from '@daybook/event-store';
import type { Provider } from '@nestjs/common';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { PostgresReadModels } from '../projections/read-model/postgres-read-models.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { BuildCompletion } from '../projections/rebuilding/build-completion.js';
import { GenerationComparison } from '../projections/rebuilding/generation-comparison.js';
import { GenerationSwitch } from '../projections/rebuilding/generation-switch.js';
import { ProgressOfBuilds } from '../projections/rebuilding/progress-of-builds.js';
import { ProjectionOperations } from '../projections/rebuilding/projection-operations.js';
import { Rehearsals } from '../projections/rehearsing/rehearsals.js';
import { BuildStalls } from '../telemetry/build-stalls.js';
import { AlarmWatching } from './alarm-watching.js';
import { ProjectionConsumers } from './projection-consumers.js';
import { RehearsingProjections } from './rehearsing-projections.js';
import { RunningLoops } from './running-loops.js';
import { StoreLocation } from './store-location.js';
import { SubscriptionLoops } from './subscription-loops.js';
import { WatchingGenerations } from './watching-generations.js';

/** What builds read models anew beside those that are read. In memory there is nothing of the kind. */
export const rebuildingProviders: readonly Provider[] = [
  {
    provide: BuildCompletion,
    inject: [EventStore, ReadModels, StoreLocation],
    useFactory: (store: EventStore, readModels: ReadModels, location: StoreLocation) => {
      if (!(store instanceof PostgresEventStore) || !(readModels instanceof PostgresReadModels)) return undefined;
      const { tables } = readModels;
      const { dataSource, schema } = location;
      const comparison = new GenerationComparison({ store, schema, tables });
      const switching = new GenerationSwitch({ store, dataSource, schema, tables });
      return new BuildCompletion({ dataSource, schema, comparison, switching });
    },
  },
  {
    provide: ProjectionOperations,
    inject: [EventStore, ProjectionRegistry, ReadModels, StoreLocation, BuildCompletion, Rehearsals],
    useFactory: (
      store: EventStore,
      projections: ProjectionRegistry,
      readModels: ReadModels,
      location: StoreLocation,
      completion: BuildCompletion | undefined,
      rehearsals: Rehearsals | undefined,
    ) => {
      if (completion === undefined || rehearsals === undefined || !(readModels instanceof PostgresReadModels))
        return undefined;
      const { dataSource, schema } = location;
      const progress = new ProgressOfBuilds(dataSource, store, schema);
      return new ProjectionOperations({
        ...{ projections, dataSource, schema, completion, progress, rehearsals, subscriptions: store.subscriptions },
        tables: readModels.tables,
        store,
      });
    },
  },
  {
    provide: WatchingGenerations,
    inject: [
      EventStore,
      ProjectionRegistry,
      ReadModels,
      ProjectionConsumers,
      SubscriptionLoops,
      RunningLoops,
      BuildCompletion,
      AlarmWatching,
      BuildStalls,
      RehearsingProjections,
    ],
    useFactory: (
      store: EventStore,
      projections: ProjectionRegistry,
      readModels: ReadModels,
      consumers: ProjectionConsumers,
      loops: SubscriptionLoops,
      running: RunningLoops,
      completion: BuildCompletion | undefined,
      alarms: AlarmWatching,
      stalls: BuildStalls,
      rehearsing: RehearsingProjections | undefined,
    ) =>
      new WatchingGenerations({
        ...{ store, projections, consumers, loops, running, completion, alarms, stalls, rehearsing },
        tables: readModels instanceof PostgresReadModels ? readModels.tables : undefined,
      }),
  },
];
