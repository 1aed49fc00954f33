import { EventStore, PostgresEventStore } from '@daybook/event-store';
import type { Provider } from '@nestjs/common';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { Declared } from '../projections/retiring/declared.js';
import { Orphans } from '../projections/retiring/orphans.js';
import { Retirement } from '../projections/retiring/retirement.js';
import { ReactionRegistry } from '../reactions/reaction-registry.js';
import { SagaRegistry } from '../sagas/saga-registry.js';
import { sagaSubscription } from '../sagas/saga-subscription.js';
import { RunningLoops } from './running-loops.js';
import { StoreLocation } from './store-location.js';
import { SubscriptionConsumers } from './subscription-consumers.js';

/** What finds and gives up what no release runs any more. In memory there is nothing that outlives its process. */
export const retiringProviders: readonly Provider[] = [
  {
    provide: Declared,
    inject: [ProjectionRegistry, ReactionRegistry, SagaRegistry, SubscriptionConsumers],
    useFactory: (
      projections: ProjectionRegistry,
      reactions: ReactionRegistry,
      sagas: SagaRegistry,
      consumers: SubscriptionConsumers,
    ) =>
      new Declared(projections, async () => {
        // Projections are known by their registry: making their readers can change who writes their rows. So are sagas, whose
        // readers put on record from where on their effects count.
        const made = await consumers.madeFor(new RunningLoops(['reactions', 'relay']));
        return new Set([
          ...reactions.all().map(({ definition }) => definition.name),
          ...sagas.all().map(({ name }) => sagaSubscription(name)),
          ...made.map(({ name }) => name),
        ]);
      }),
  },
  {
    provide: Orphans,
    inject: [EventStore, StoreLocation, Declared],
    useFactory: (store: EventStore, location: StoreLocation, declared: Declared) => {
      if (!(store instanceof PostgresEventStore)) return undefined;
      const { dataSource, schema } = location;
      return new Orphans({ dataSource, schema, declared, subscriptions: store.subscriptions });
    },
  },
  {
    provide: Retirement,
    inject: [EventStore, StoreLocation, Declared, Orphans],
    useFactory: (store: EventStore, location: StoreLocation, declared: Declared, orphans: Orphans | undefined) => {
      if (orphans === undefined) return undefined;
      const { dataSource, schema } = location;
      return new Retirement({ dataSource, schema, declared, orphans, subscriptions: store.subscriptions });
    },
  },
];
