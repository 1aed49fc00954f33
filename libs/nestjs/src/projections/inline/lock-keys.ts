import type { EntityManager } from '@daybook/event-store';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { Generation } from '../read-model/generation.js';

/**
 * Lets nobody else fold events of these keys inline until the transaction ends.
 *
 * @returns the generation that appends write themselves; undefined while a subscription does that for them
 */
export type LockKeys = (
  definition: ProjectionDefinition,
  keys: readonly string[],
  manager: EntityManager | undefined,
) => Promise<Generation | undefined>;
