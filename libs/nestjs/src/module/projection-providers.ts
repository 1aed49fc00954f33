import { EventStore, EventTypeRegistry } from '@daybook/event-store';
import type { InjectionToken, Provider } from '@nestjs/common';
import { Projections } from '../projections/asking/projections.js';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { lockKeysIn } from './lock-keys-in.js';
import { OperatorStart } from './operator-start.js';
import { ProjectionConsumers } from './projection-consumers.js';
import { ProjectionDiscovery } from './projection-discovery.js';
import { readModelsFor } from './read-models-for.js';
import { StoreLocation } from './store-location.js';

/** What finds the projections of the application and has them driven. */
export function projectionProviders(optionsToken: InjectionToken): Provider[] {
  return [
    {
      provide: ProjectionRegistry,
      inject: [EventTypeRegistry],
      useFactory: (eventTypes: EventTypeRegistry) => new ProjectionRegistry(eventTypes),
    },
    {
      provide: ReadModels,
      inject: [optionsToken, StoreLocation, { token: OperatorStart, optional: true }],
      useFactory: readModelsFor,
    },
    {
      provide: Projections,
      inject: [ProjectionRegistry, ReadModels, EventStore],
      useFactory: (projections: ProjectionRegistry, readModels: ReadModels, store: EventStore) =>
        new Projections(projections, readModels, store, lockKeysIn(store)),
    },
    ProjectionDiscovery,
    ProjectionConsumers,
  ];
}
