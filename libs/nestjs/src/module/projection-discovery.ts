import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ownProjectionDefinition } from '../projections/projection-definition.js';
import { kindOf } from '../projections/projection-kind.js';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { providedInstances } from './provided-instances.js';

/**
 * Finds the projections among the providers of all modules, and lets their rows be read and written. Daybook's module is global, and so the first to be
 * initialised: when the others are, every event is known and every read model can be asked.
 */
@Injectable()
export class ProjectionDiscovery implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly projections: ProjectionRegistry,
    private readonly readModels: ReadModels,
  ) {}

  async onModuleInit(): Promise<void> {
    // Those without a decorator too: they would never be filled, and the registry says so.
    const matches = (ofClass: object) =>
      ownProjectionDefinition(ofClass) !== undefined || kindOf(ofClass) !== undefined;
    const found = providedInstances(this.discovery, { kind: 'projection', matches });
    for (const projection of found) this.projections.register(projection);
    for (const { definition } of this.projections.all()) {
      if (definition.mode !== 'on-demand') await this.readModels.prepare(definition);
    }
  }
}
