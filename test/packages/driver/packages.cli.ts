import { fileURLToPath } from 'node:url';
import { Finding } from './finding.js';
import { checkPackages } from './packages.js';
import { ProgramFailed } from './program.js';
import { inScratchFolder } from './scratch-folder.js';
import { timed } from './timed.js';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

const repository = fileURLToPath(new URL('../../..', import.meta.url));
try {
  await timed('in all', () => inScratchFolder((scratch) => checkPackages(repository, scratch)));
} catch (error) {
  if (!(error instanceof Finding || error instanceof ProgramFailed)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
