import type { EntityManager } from 'typeorm';
import type { Generation } from '../../generation.js';
import { tablesSchemaOf } from '../../generation-names.js';

/** How a transaction is pointed at a generation, and led back. */
export interface Pointing {
  pointAt(manager: EntityManager, generation: Generation): Promise<void>;
  pointBack(manager: EntityManager): Promise<void>;
}

const nowhere = (): Promise<void> => Promise.resolve();

/** It leaves the transaction where it is, at what readers see. */
export const neverPoints: Pointing = { pointAt: nowhere, pointBack: nowhere };

/** It leaves the transaction pointed when the work is done. */
export const staysPointed = (right: Pointing): Pointing => ({
  pointAt: (manager, generation) => right.pointAt(manager, generation),
  pointBack: nowhere,
});

/** It goes by the search path alone, which says nothing where a name stands with its schema. */
export const bySearchPath = (isLocal: boolean): Pointing => ({
  pointAt: async (manager, generation) => {
    const path = `${tablesSchemaOf(generation, 'daybook')}, public`;
    await manager.query(`SELECT set_config('search_path', $1, $2)`, [path, isLocal]);
  },
  // A path of the session's is left to the next one who is given the connection.
  pointBack: async (manager) => {
    if (isLocal) await manager.query(`SELECT set_config('search_path', 'public', true)`);
  },
});
