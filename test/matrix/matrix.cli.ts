import { fileURLToPath } from 'node:url';
import { Finding } from '../packages/driver/finding.js';
import { ProgramFailed } from '../packages/driver/program.js';
import { matrix } from './matrix.js';
import { BadCommandLine, parseMatrixOptions, usage } from './matrix-options.js';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

const repository = fileURLToPath(new URL('../..', import.meta.url));
try {
  if (!(await matrix(repository, parseMatrixOptions(process.argv.slice(2))))) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof BadCommandLine || error instanceof Finding || error instanceof ProgramFailed)) throw error;
  console.error(error instanceof BadCommandLine ? `${error.message}\n\n${usage}` : error.message);
  process.exitCode = 1;
}
