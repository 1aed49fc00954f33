import { randomBytes } from 'node:crypto';
import { readlink, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { canReach, makeReachable, sharedFolder } from './reachable.js';
import type { ServerAccount } from './server-account.js';

/**
 * Where the data of the server in a folder are: in `data` inside it. When root owns the project and the server's user
 * cannot step down to it (a clone in `/root`), `data` is a link to a folder below `/var/lib/daybook`, because opening
 * root's own folders to everybody would be the worse surprise.
 *
 * @returns the real path; its last piece does not exist while there are no data
 */
export async function dataFolderOf(folder: string, account: ServerAccount | undefined): Promise<string> {
  const data = join(folder, 'data');
  let target = await readlink(data).catch(() => undefined);
  if (target === undefined && (account === undefined || (await canReach(account, folder)))) return data;
  if (target === undefined) {
    target = join(sharedFolder, randomBytes(8).toString('hex'), 'data');
    await symlink(target, data);
  }
  await makeReachable(dirname(target));
  return target;
}

/** Removes the folder of a stopped server with its data, wherever they are. */
export async function removeServerFolder(folder: string): Promise<void> {
  const target = await readlink(join(folder, 'data')).catch(() => undefined);
  if (target !== undefined) await rm(dirname(target), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}
