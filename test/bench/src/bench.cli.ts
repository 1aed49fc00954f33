import { bench } from './bench.js';
import { BadCommandLine, usage } from './bench-options.js';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
  await bench(process.argv.slice(2), (line) => console.log(line));
} catch (error) {
  if (!(error instanceof BadCommandLine)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 1;
}
