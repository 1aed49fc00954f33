import { reportOf } from '../checker/report.js';
import type { ProofOptions } from './proof-options.js';
import { prove } from './prove.js';
import { RunFolder } from './run-folder.js';

/** One run, from its seed to its last line. Answers the exit code. */
export async function proveAndTell(
  options: ProofOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<number> {
  const { seed, seconds, processes, faults, postgres, pooler, keep } = options;
  say(`seed ${seed}: ${seconds} s of load in ${processes} processes`);
  const folder = await RunFolder.make();
  let isWanted = keep;
  try {
    const attempt = { folder: folder.path, seed, seconds, processes, faults, postgres, pooler };
    const verdict = await prove(attempt, say, signal);
    isWanted ||= verdict.violations > 0;
    if (isWanted) say(`The history and the data are in ${await folder.keep(seed)}`);
    say(reportOf(verdict));
    return verdict.exitCode;
  } finally {
    if (!isWanted) await folder.remove();
  }
}
