import type { EntityManager } from 'typeorm';
import type { ProjectionDefinition } from '../../../projection-definition.js';
import type { GenerationCheckpoint } from '../../generation-checkpoints.js';
import { GenerationSwitch, type GenerationSwitchOptions, type GenerationSwitchParts } from '../../generation-switch.js';

/** How it goes wrong: what is missing is counted by the names that the projection's own events have today. */
export class ByTodaysNames extends GenerationSwitch {
  constructor(
    private readonly definition: ProjectionDefinition,
    parts: GenerationSwitchParts,
    options?: GenerationSwitchOptions,
  ) {
    super(parts, options);
  }

  protected override missing(
    manager: EntityManager,
    own: GenerationCheckpoint,
    to: number,
    atMost: number,
  ): Promise<number> {
    const { types, categories } = this.definition;
    return super.missing(manager, { ...own, types, categories }, to, atMost);
  }
}
