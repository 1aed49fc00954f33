import { join } from 'node:path';
import { outcomeOf } from '../packages/driver/program.js';

/** What came of a proof. */
export interface ProofRun {
  readonly ok: boolean;
  /** Its last line, which has the seed and the counts. */
  readonly verdict: string;
}

interface Proven {
  readonly code: number | null;
  readonly verdict: string;
}

interface ProofOptions {
  readonly repository: string;
  /** The binaries of the server. */
  readonly postgres: string;
  readonly seconds: number;
  readonly seed: number;
  readonly pooler: boolean;
}

// In a short proof few of them happen: these are those without which it would be void.
const faults = 'kill-server,kill-process,stop-process,cut-after-commit,rebuild';
const isVoid = 2;
const mostRuns = 3;

/** Runs a short proof as `npm run proof` does; if it was void, another one under the next seed. */
export async function runProof(options: ProofOptions): Promise<ProofRun> {
  for (let number = 1; ; number++) {
    const { code, verdict } = await proven({ ...options, seed: options.seed + number - 1 });
    if (code !== isVoid || number === mostRuns) return { ok: code === 0, verdict };
  }
}

async function proven({ repository, postgres, seconds, seed, pooler }: ProofOptions): Promise<Proven> {
  const source = ['--conditions=daybook:source', '--import', './test/faults/load/typescript.js'];
  const program = join(repository, 'test/proof/proof.cli.ts');
  const options = ['--seconds', String(seconds), '--seed', String(seed), '--faults', faults, '--postgres', postgres];
  const { code, stdout, stderr } = await outcomeOf(
    process.execPath,
    [...source, '--disable-warning=ExperimentalWarning', program, ...options, ...(pooler ? ['--pooler'] : [])],
    { cwd: repository },
  );
  const last = `${stdout.trim()}\n${stderr.trim()}`.trim().split('\n').at(-1) ?? '';
  return { code, verdict: code === 0 ? last : `exit ${code}: ${last}` };
}
