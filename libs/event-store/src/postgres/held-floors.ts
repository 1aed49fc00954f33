import { queryOn } from './connection.js';
import type { Connections } from './connections.js';
import type { HeldFloor } from './held-floor.js';
import type { Statements } from './statements.js';

/** Who holds readers of the log back at this moment, the oldest first. */
export async function readHeldFloors(connections: Connections, statements: Statements): Promise<readonly HeldFloor[]> {
  const rows = await connections.read((client) => queryOn(client, statements.held_floors, []));
  return rows.map(([position, pid, role, application, gid, age]) => ({
    position: Number(position),
    pid: pid == null ? undefined : Number(pid),
    role: role ?? undefined,
    application: application ?? undefined,
    preparedTransaction: gid ?? undefined,
    ageMs: age == null ? undefined : Math.round(Number(age)),
  }));
}
