import { execFile } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { OwnServer } from '../load/own-server.js';

/**
 * Copies the data of a server at rest; answers how to put the copy in their place, once the server is down: a replica
 * that had lost what came in between.
 */
export async function copyServer({ server, run }: OwnServer): Promise<() => Promise<void>> {
  const [row] = await run('SHOW data_directory');
  const data = String(row?.['data_directory']);
  await server.stop('fast');
  // Not `fs.cp`, which would make the copy ours where it is the server's.
  await promisify(execFile)('cp', ['-a', data, `${data}.copy`]);
  await server.start();
  return async () => {
    await server.stop('immediate');
    await rm(data, { recursive: true });
    await rename(`${data}.copy`, data);
    await server.start();
  };
}
