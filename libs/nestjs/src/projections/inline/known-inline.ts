import type { ProjectionDefinition } from '../projection-definition.js';
import type { ProjectionRegistry } from '../projection-registry.js';

/** As what a process puts on record that its appends write a version of a projection. No subscription is called so. */
export function wordOfInline({ name, version }: { readonly name: string; readonly version: number }): string {
  return `${name}@${version} inline`;
}

/** The projections that the appends of this process write, or would write as soon as they are handed over. */
export class KnownInline {
  constructor(private readonly projections: Pick<ProjectionRegistry, 'all'>) {}

  get words(): readonly string[] {
    return this.definitions.map(wordOfInline);
  }

  get definitions(): readonly ProjectionDefinition[] {
    return this.projections
      .all()
      .map(({ definition }) => definition)
      .filter(({ mode }) => mode === 'inline');
  }
}
