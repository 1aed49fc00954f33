import { isUpcasterClass, type Upcasts } from '@daybook/domain';
import { EventCodec } from '@daybook/event-store';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { providedInstances } from './provided-instances.js';

/**
 * Finds the upcasters among the providers of all modules, and judges the whole: a step that is missing, or there twice,
 * stops the start here, before a loop or anybody's hook reads the log.
 */
@Injectable()
export class UpcasterDiscovery implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly codec: EventCodec,
  ) {}

  onModuleInit(): void {
    const found = providedInstances(this.discovery, { kind: 'upcaster', matches: isUpcasterClass });
    this.codec.registry.registerUpcasters(...(found as readonly Upcasts[]));
    this.codec.checkEvolution();
  }
}
