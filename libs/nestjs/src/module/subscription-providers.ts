import { EventStore, type RunnerNotice } from '@daybook/event-store';
import { type InjectionToken, Logger, type Provider } from '@nestjs/common';
import { KnownInline } from '../projections/inline/known-inline.js';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { KeptVersions } from '../projections/retiring/kept-versions.js';
import { SagaRunning } from '../sagas/running/saga-running.js';
import type { DaybookOptions } from './daybook-options.js';
import { Daybook } from './daybook.js';
import { RunnerLog } from './runner-log.js';
import { RunnerNotices } from './runner-notices.js';
import { RunningLoops } from './running-loops.js';
import { ScheduledProjecting } from './scheduled-projecting.js';
import { SubscriptionConsumers } from './subscription-consumers.js';
import { SubscriptionLoops } from './subscription-loops.js';

/** What drives the durable readers of the log, whatever they read it for. */
export function subscriptionProviders(optionsToken: InjectionToken): Provider[] {
  return [
    SubscriptionConsumers,
    RunnerNotices,
    { provide: RunnerLog, useFactory: () => new RunnerLog(new Logger('Daybook')) },
    {
      provide: KnownInline,
      inject: [ProjectionRegistry],
      useFactory: (projections: ProjectionRegistry) => new KnownInline(projections),
    },
    {
      provide: SubscriptionLoops,
      inject: [
        optionsToken,
        EventStore,
        SubscriptionConsumers,
        RunningLoops,
        RunnerNotices,
        RunnerLog,
        KnownInline,
        ProjectionRegistry,
      ],
      useFactory: (
        { subscriptions }: DaybookOptions,
        store: EventStore,
        consumers: SubscriptionConsumers,
        loops: RunningLoops,
        notices: RunnerNotices,
        log: RunnerLog,
        inline: KnownInline,
        projections: ProjectionRegistry,
      ) => {
        const kept = new KeptVersions(projections);
        const onNotice = (notice: RunnerNotice): void => {
          log.write(notice);
          notices.tell(notice);
        };
        return new SubscriptionLoops(store, consumers, loops, subscriptions ?? {}, onNotice, {
          get words() {
            return [...inline.words, ...kept.words];
          },
        });
      },
    },
    {
      provide: Daybook,
      inject: [EventStore, SubscriptionLoops, ScheduledProjecting, SagaRunning],
      useFactory: (...parts: ConstructorParameters<typeof Daybook>) => new Daybook(...parts),
    },
  ];
}
