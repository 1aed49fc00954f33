import { isDaybookError } from '@daybook/domain';

import { sampleArguments } from './accounts/sample-statement/sample-arguments.js';
import { writeSample } from './accounts/sample-statement/write-sample.js';

try {
  const { out, ...sample } = sampleArguments(process.argv.slice(2));
  await writeSample(sample, out ?? process.stdout);
  // Not to standard output, which may be the statement itself.
  console.error(`${sample.rows} transactions of ${sample.accounts} accounts are in ${out ?? 'the output'}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = isDaybookError(error) ? 2 : 1;
}
