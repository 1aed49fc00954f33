import { EventStore, PostgresEventStore } from '@daybook/event-store';
import type { Provider } from '@nestjs/common';
import { InlineHandOver } from '../projections/inline/inline-hand-over.js';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { InlineProjecting } from './inline-projecting.js';
import { lockKeysIn } from './lock-keys-in.js';
import { OperatorStart } from './operator-start.js';
import { ProjectionConsumers } from './projection-consumers.js';
import { RunningLoops } from './running-loops.js';
import { StoreLocation } from './store-location.js';
import { SubscriptionLoops } from './subscription-loops.js';

/** What has appends bring projections up to date. */
export const inlineProviders: readonly Provider[] = [
  {
    provide: InlineHandOver,
    inject: [EventStore, StoreLocation],
    useFactory: (store: EventStore, location: StoreLocation) =>
      store instanceof PostgresEventStore
        ? new InlineHandOver(location.dataSource, location.schema, { store })
        : undefined,
  },
  {
    provide: InlineProjecting,
    inject: [
      EventStore,
      ProjectionRegistry,
      ReadModels,
      ProjectionConsumers,
      SubscriptionLoops,
      RunningLoops,
      InlineHandOver,
      { token: OperatorStart, optional: true },
    ],
    useFactory: (
      store: EventStore,
      projections: ProjectionRegistry,
      readModels: ReadModels,
      consumers: ProjectionConsumers,
      loops: SubscriptionLoops,
      running: RunningLoops,
      handOver: InlineHandOver | undefined,
      operator: OperatorStart | undefined,
    ) =>
      new InlineProjecting({
        ...{ store, projections, readModels, consumers, loops, running, handOver, isOperated: operator !== undefined },
        lockKeys: lockKeysIn(store),
      }),
  },
];
