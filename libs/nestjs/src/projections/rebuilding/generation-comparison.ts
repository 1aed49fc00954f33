import type { EventStore } from '@daybook/event-store';
import type { RegisteredProjection } from '../projection-registry.js';
import type { ReadModels } from '../read-model/read-models.js';
import type { Generation } from '../read-model/generation.js';
import { snapshotsOf } from '../verifying/snapshots-of.js';
import type { VerificationReport } from '../verifying/verification-report.js';
import { verifyProjection } from '../verifying/verify-projection.js';
import { rowsBesides } from './rows-besides.js';

/** With what generations are compared. */
export interface GenerationComparisonParts {
  readonly store: EventStore;
  /** The store's. */
  readonly schema: string;
  readonly tables: Pick<ReadModels, 'rowsOf'>;
}

/** How much of a generation is compared. */
export interface ComparisonOptions {
  /** So many keys, chosen at random; all if undefined. */
  readonly sample: number | undefined;
  /** The generation of the same version that is read, whose keys are looked for as well. */
  readonly besides?: Generation | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Compares the rows of generations with the log.
 *
 * Only a fold can be compared: it is folded again. What handlers write can be told from nothing but what they would write
 * once more, so that of theirs it is only asked that no event waits.
 */
export class GenerationComparison {
  constructor(private readonly parts: GenerationComparisonParts) {}

  /** Undefined for handlers. Throws what `verifyProjection` throws. */
  async of(
    projection: RegisteredProjection,
    generation: Generation,
    { sample, besides, signal }: ComparisonOptions,
  ): Promise<VerificationReport | undefined> {
    if (projection.kind !== 'fold') return undefined;
    const { store, schema, tables } = this.parts;
    const { definition, instance: fold } = projection;
    const own = tables.rowsOf(definition, generation);
    const isSampledBesides = sample !== undefined && besides !== undefined;
    const rows = isSampledBesides ? rowsBesides(own, tables.rowsOf(definition, besides)) : own;
    const snapshots = snapshotsOf(store, definition, generation, schema);
    return verifyProjection({ definition, fold, store, generation, rows, snapshots }, { sample, signal });
  }
}
