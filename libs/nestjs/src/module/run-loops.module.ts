import { Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { SagaRunning } from '../sagas/running/saga-running.js';
import { GracefulShutdown } from './graceful-shutdown.js';
import { SagaPruning } from './saga-pruning.js';
import { ScheduledProjecting } from './scheduled-projecting.js';
import { SubscriptionLoops } from './subscription-loops.js';
import { WatchingSagas } from './watching-sagas.js';

/**
 * Starts the loops when everything else of the application has started, and stops them before anything of it is
 * destroyed: what a reaction sends mail with must be open as long as it runs.
 *
 * Nest initialises modules from the far ones to the near ones, global ones first, and destroys them the other way round;
 * how far this one stands is decided here. Requests under way are answered before, because some wait for what loops do.
 */
@Module({})
export class RunLoopsModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    modules: ModulesContainer,
    private readonly loops: SubscriptionLoops,
    private readonly scheduled: ScheduledProjecting,
    private readonly sagas: SagaRunning,
    private readonly watching: WatchingSagas,
    private readonly pruning: SagaPruning,
    private readonly shutdown: GracefulShutdown,
  ) {
    for (const module of modules.values()) if (module.metatype === RunLoopsModule) module.distance = -1;
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.loops.start();
    this.sagas.start();
    await this.scheduled.start();
    this.watching.start();
    this.pruning.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.shutdown.drain();
    await Promise.all([this.scheduled.stop(), this.watching.stop(), this.pruning.stop()]);
    // Beside each other: what the one leaves, another process finds.
    await Promise.all([this.sagas.stop(), this.loops.stop()]);
  }
}
