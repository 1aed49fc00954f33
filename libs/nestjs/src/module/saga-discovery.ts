import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { SagaRunning } from '../sagas/running/saga-running.js';
import { ownSagaDefinition } from '../sagas/saga-definition.js';
import { SagaRegistry } from '../sagas/saga-registry.js';
import { SubscriptionConsumers } from './subscription-consumers.js';

/** Has the sagas run that `forFeature` has registered, and those that stand among the providers of a module as well. */
@Injectable()
export class SagaDiscovery implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly sagas: SagaRegistry,
    private readonly running: SagaRunning,
    private readonly consumers: SubscriptionConsumers,
  ) {}

  onModuleInit(): void {
    for (const { metatype } of this.discovery.getProviders()) {
      if (typeof metatype === 'function' && ownSagaDefinition(metatype) !== undefined) this.sagas.register(metatype);
    }
    this.consumers.add('sagas', () => this.running.consumers());
  }
}
