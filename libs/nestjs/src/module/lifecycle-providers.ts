import { EventStore, migrationStatus } from '@daybook/event-store';
import type { InjectionToken, Provider } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { DaybookHealth } from '../telemetry/daybook-health.js';
import { ShutdownNotice } from '../telemetry/shutdown-notice.js';
import type { DaybookOptions } from './daybook-options.js';
import { defaultDrainWithinMs, GracefulShutdown } from './graceful-shutdown.js';
import { ShutdownHooksWarning } from './shutdown-hooks-warning.js';
import { HeldReadiness } from './held-readiness.js';
import { StoreLocation } from './store-location.js';

/** What says how the process is, and lets it end in order. */
export function lifecycleProviders(optionsToken: InjectionToken): Provider[] {
  return [
    ShutdownNotice,
    {
      provide: HeldReadiness,
      inject: [optionsToken, ProjectionRegistry, ReadModels],
      useFactory: ({ holdReadinessFor }: DaybookOptions, projections: ProjectionRegistry, readModels: ReadModels) =>
        new HeldReadiness(holdReadinessFor ?? 'none', projections, readModels),
    },
    {
      provide: DaybookHealth,
      inject: [optionsToken, EventStore, StoreLocation, ShutdownNotice, HeldReadiness],
      useFactory: (
        options: DaybookOptions,
        store: EventStore,
        location: StoreLocation,
        shutdown: ShutdownNotice,
        held: HeldReadiness,
      ) =>
        new DaybookHealth({
          store,
          shutdown,
          schema: location.schema,
          unseenVersions: () => held.unseen(),
          pendingMigrations: () => pendingMigrations(options, location),
        }),
    },
    {
      provide: GracefulShutdown,
      inject: [optionsToken, HttpAdapterHost, ShutdownNotice],
      useFactory: ({ drainWithinMs }: DaybookOptions, host: HttpAdapterHost, notice: ShutdownNotice) =>
        new GracefulShutdown(host, notice, drainWithinMs ?? defaultDrainWithinMs),
    },
    {
      provide: ShutdownHooksWarning,
      inject: [optionsToken, HttpAdapterHost],
      useFactory: ({ run }: DaybookOptions, host: HttpAdapterHost) => new ShutdownHooksWarning(host, run === 'none'),
    },
  ];
}

async function pendingMigrations(options: DaybookOptions, location: StoreLocation): Promise<readonly string[]> {
  if (location.store === 'memory' || options.migrations === 'ignore') return [];
  const states = await migrationStatus(location.dataSource, location.schema);
  return states.filter(({ state }) => state === 'pending').map(({ name }) => name);
}
