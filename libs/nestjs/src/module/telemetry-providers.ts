import { systemClock } from '@daybook/domain';
import { EventStore, PostgresEventStore, type SubscriptionStatus } from '@daybook/event-store';
import { type InjectionToken, Logger, type Provider } from '@nestjs/common';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { GenerationCheckpoints } from '../projections/rebuilding/generation-checkpoints.js';
import { buildStalledMs } from '../projections/rebuilding/progress-watch.js';
import { ReactionRegistry } from '../reactions/reaction-registry.js';
import { logAlarm } from '../telemetry/alarm-log.js';
import { AlarmWatch } from '../telemetry/alarm-watch.js';
import { BuildStalls } from '../telemetry/build-stalls.js';
import { DaybookAlarms } from '../telemetry/daybook-alarms.js';
import { SubscriptionHealth } from '../telemetry/subscription-health.js';
import { SubscriptionStatuses } from '../telemetry/subscription-statuses.js';
import { AlarmWatching } from './alarm-watching.js';
import type { DaybookOptions } from './daybook-options.js';
import { RunnerNotices } from './runner-notices.js';
import { StoreLocation } from './store-location.js';
import { SubscriptionLoops } from './subscription-loops.js';
import { writtenGenerations } from './written-generations.js';

/** What tells how the readers of the log are. */
export function telemetryProviders(optionsToken: InjectionToken): Provider[] {
  return [
    {
      provide: DaybookAlarms,
      inject: [optionsToken],
      useFactory: ({ clock = systemClock }: DaybookOptions) => {
        const logger = new Logger('Daybook');
        const alarms = new DaybookAlarms(clock, (error) => logger.error('A listener to alarms has failed', error));
        alarms.listen((alarm) => logAlarm(logger, alarm));
        return alarms;
      },
    },
    {
      provide: SubscriptionStatuses,
      inject: [EventStore, ProjectionRegistry, ReactionRegistry, ReadModels, SubscriptionLoops, StoreLocation],
      useFactory: (
        store: EventStore,
        projections: ProjectionRegistry,
        reactions: ReactionRegistry,
        readModels: ReadModels,
        { runner }: SubscriptionLoops,
        location: StoreLocation,
      ) => {
        // In memory everything is read in this process, and there is nothing to be asked.
        const wanted = store instanceof PostgresEventStore ? wantedIn(location) : undefined;
        const generations = () => writtenGenerations(readModels, projections);
        const here = () => runner.consumers;
        const sources = { store, projections, reactions, generations, here };
        return new SubscriptionStatuses(wanted === undefined ? sources : { ...sources, wanted });
      },
    },
    {
      provide: SubscriptionHealth,
      inject: [SubscriptionStatuses, DaybookAlarms],
      useFactory: (statuses: SubscriptionStatuses, alarms: DaybookAlarms) =>
        new SubscriptionHealth({ reports: () => statuses.reports(), standing: () => alarms.standing }),
    },
    { provide: BuildStalls, useFactory: () => new BuildStalls(buildStalledMs) },
    {
      provide: AlarmWatching,
      inject: [
        EventStore,
        SubscriptionStatuses,
        DaybookAlarms,
        SubscriptionLoops,
        RunnerNotices,
        ProjectionRegistry,
        ReactionRegistry,
        BuildStalls,
      ],
      useFactory: (
        store: EventStore,
        statuses: SubscriptionStatuses,
        alarms: DaybookAlarms,
        loops: SubscriptionLoops,
        notices: RunnerNotices,
        projections: ProjectionRegistry,
        reactions: ReactionRegistry,
        stalls: BuildStalls,
      ) => {
        const { runner } = loops;
        const watch = new AlarmWatch({
          alarms,
          stalls,
          reports: () => statuses.reports(),
          processes: () => store.subscriptions.processes(),
          process: runner.id,
          positionsOf: (name) => runner.positionsOf(name),
        });
        const maxLags = () =>
          [...projections.all(), ...reactions.all()].flatMap(({ definition: { maxLag } }) => maxLag ?? []);
        return new AlarmWatching({ watch, alarms, loops, notices, maxLags });
      },
    },
  ];
}

function wantedIn({ dataSource, schema }: StoreLocation) {
  const checkpoints = new GenerationCheckpoints(schema);
  return (status: Pick<SubscriptionStatus, 'types' | 'categories'>, after: number, to: number): Promise<number> =>
    checkpoints.wanted(dataSource.manager, status, after, to);
}
