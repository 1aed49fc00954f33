import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { removeAbandoned, stopAndRemoveNow } from './test-server-folder.js';

const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

/**
 * Jest's globalSetup for specs that call `createTestDatabase`. It starts no server: the first spec that needs one
 * does, in the folder that is named here. Plain JavaScript, as Jest loads it without a transform.
 */
export default async function setUp() {
  process.env.DAYBOOK_TEST_RUN = `${Date.now().toString(36)}${randomBytes(3).toString('hex')}`;
  await removeAbandoned();
  const folder = await mkdtemp(join(tmpdir(), `daybook-test-${process.pid}-`));
  // The server may run as another user, who steps through.
  await chmod(folder, 0o755);
  process.env.DAYBOOK_TEST_SERVER = folder;

  // An interrupted run has no teardown.
  process.once('exit', () => stopAndRemoveNow(folder));
  for (const [signal, number] of Object.entries(signals)) process.once(signal, () => process.exit(128 + number));
}
