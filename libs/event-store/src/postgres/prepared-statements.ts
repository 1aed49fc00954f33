import type { Connections } from './connections.js';
import { changesProcesses } from './pooler.js';
import { PrerequisiteMissing } from './prerequisite-missing.error.js';
import type { Pooler } from './prerequisites.js';
import { reading } from './read-error.js';

/**
 * Whether statements are prepared. Where nobody has said so: unless a pooler would leave them behind.
 *
 * @throws PrerequisiteMissing they are asked for, and a pooler leaves them behind
 */
export async function preparesStatements(
  asked: boolean | undefined,
  pooler: Pooler,
  connections: Connections,
): Promise<boolean> {
  if (pooler !== 'passes-names-on') return asked ?? true;
  if (asked === true && (await reading('opening the store', () => changesProcesses(connections)))) {
    throw new PrerequisiteMissing(
      'preparedStatements',
      'they are switched on behind a pooler in transaction mode, which changes the server under them and does not know of them',
      'Leave the option out or set it to false, or set max_prepared_statements of a pgbouncer from 1.21 on.',
    );
  }
  return asked ?? false;
}
