import type { ProjectionRegistry } from '../projection-registry.js';
import type { Generation } from '../read-model/generation.js';

/** What this release declares. */
export class Declared {
  /** @param readers the readers of the log that are no projections: reactions, and those of the application's own */
  constructor(
    private readonly projections: Pick<ProjectionRegistry, 'find'>,
    private readonly readers: () => Promise<ReadonlySet<string>>,
  ) {}

  /** The version of a projection whose rows it keeps; undefined if it keeps none. */
  versionOf(projection: string): number | undefined {
    const definition = this.projections.find(projection)?.definition;
    return definition === undefined || definition.mode === 'on-demand' ? undefined : definition.version;
  }

  has({ name, version }: Pick<Generation, 'name' | 'version'>): boolean {
    return this.versionOf(name) === version;
  }

  /** Whether there is a reader of this name that is no projection. */
  async reads(name: string): Promise<boolean> {
    return (await this.readers()).has(name);
  }
}
