import type { ProjectionRegistry } from '../projection-registry.js';
import type { Generation } from '../read-model/generation.js';

/**
 * As what a process puts on record that it has a version of a projection: one that is brought up to date at certain times
 * is run by nobody in between, and the processes of a release may read what others of it write. No subscription is called so.
 */
export function wordOfKept({ name, version }: Pick<Generation, 'name' | 'version'>): string {
  return `has ${name} ${version}`;
}

/** The versions of projections whose rows the release of this process has. */
export class KeptVersions {
  constructor(private readonly projections: Pick<ProjectionRegistry, 'all'>) {}

  get words(): readonly string[] {
    return this.projections
      .all()
      .filter(({ definition: { mode } }) => mode !== 'on-demand')
      .map(({ definition }) => wordOfKept(definition));
  }
}
