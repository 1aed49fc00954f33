import { chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

import type { ServerAccount } from './server-account.js';

/** Where root keeps what the server's user must reach when the project lies below a folder that is closed to it. */
export const sharedFolder = '/var/lib/daybook';

/** True if the account can step through the folder and everything above it: a clone below `/root` fails this. */
export async function canReach(account: ServerAccount, folder: string): Promise<boolean> {
  for (let place = folder; ; place = dirname(place)) {
    const { uid, gid, mode } = await stat(place);
    const execute = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & execute) === 0) return false;
    if (place === dirname(place)) return true;
  }
}

/**
 * Makes a folder, and what is missing above it, open to be stepped through whatever the umask says: what is private in
 * it is closed by itself.
 *
 * @returns its real path
 */
export async function makeReachable(path: string): Promise<string> {
  const first = await mkdir(path, { recursive: true });
  if (first !== undefined) {
    let made = dirname(first);
    for (const piece of relative(made, path).split(sep)) await chmod((made = join(made, piece)), 0o755);
  }
  return realpath(path);
}
