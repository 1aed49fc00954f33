import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

import { FolderInUse } from './folder-in-use.error.js';

const answerWithinMs = 1000;

/** Held as long as its process lives: no file that a `kill -9` could leave behind, no process id that could be reused. */
export interface FolderClaim {
  release(): Promise<void>;
}

/**
 * Claims a folder for this process, atomically. The claim is a listening socket with a name made from the folder's
 * path, so that the kernel gives it back however the process ends; whoever connects is told the owner's process id.
 *
 * @param folder its real path, or the same folder has two names and two owners
 * @throws FolderInUse when another living process holds it
 */
export async function claimFolder(folder: string): Promise<FolderClaim> {
  const name = socketName(folder);
  for (;;) {
    const server = await listen(name);
    if (server !== undefined) {
      return { release: () => new Promise((resolve) => server.close(() => resolve())) };
    }
    const owner = await askOwner(name);
    if (owner !== 'nobody') throw new FolderInUse(folder, owner);
    // A name that is no path has gone with its owner.
    if (isAbsolute(name)) await rm(name, { force: true });
  }
}

/** Linux and Windows have names that vanish with their owner; elsewhere the name is a file that a crash leaves behind. */
function socketName(folder: string): string {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  if (process.platform === 'linux') return `\0daybook-${digest}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\daybook-${digest}`;
  return join(tmpdir(), `daybook-${digest}.sock`);
}

function listen(name: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(String(process.pid));
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(name, () => {
      server.unref();
      resolve(server);
    });
  });
}

function askOwner(name: string): Promise<number | 'nobody' | undefined> {
  return new Promise((resolve) => {
    const socket = connect(name);
    let answer = '';
    socket.setEncoding('utf8').setTimeout(answerWithinMs, () => socket.destroy());
    socket.on('data', (text: string) => (answer += text));
    // Refused: the owner let go between our two steps, or (where the name is a file) died without removing it.
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'nobody' : undefined),
    );
    socket.once('close', () => resolve(answer === '' ? undefined : Number(answer)));
  });
}
