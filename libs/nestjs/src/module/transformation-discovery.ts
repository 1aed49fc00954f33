import type { Transforms } from '@daybook/event-store';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ownTransformationName } from '../copying/transformation-name.js';
import { TransformationRegistry } from '../copying/transformation-registry.js';
import { providedInstances } from './provided-instances.js';

/** Finds the transformations of streams among the providers of all modules. */
@Injectable()
export class TransformationDiscovery implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly transformations: TransformationRegistry,
  ) {}

  onModuleInit(): void {
    const matches = (ofClass: object) => ownTransformationName(ofClass) !== undefined;
    for (const found of providedInstances(this.discovery, { kind: 'transformation', matches })) {
      this.transformations.register(found as Transforms);
    }
  }
}
