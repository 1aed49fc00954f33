import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outcomeOf } from '../packages/driver/program.js';

/** How many tests have passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** What came of the specs in one cell of the matrix. */
export interface SpecRun {
  /** Of the suite that every event store is held to. */
  readonly contract: Counts;
  readonly others: Counts;
  /** What failed, by name. */
  readonly failures: readonly string[];
  /** What the faults say of how often they were felt. */
  readonly felt: readonly string[];
}

interface SpecOptions {
  readonly repository: string;
  /** Where its report goes. */
  readonly folder: string;
  /** Which files, as Jest takes patterns. */
  readonly patterns: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly workers: number;
}

/** As Jest reports them. */
export interface JestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Runs specs on the server that the environment names. */
export async function runSpecs({ repository, folder, patterns, env, workers }: SpecOptions): Promise<SpecRun> {
  const report = join(folder, 'specs.json');
  const jest = join(repository, 'node_modules/jest/bin/jest.js');
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const options = ['--ci', '--silent', '--json', `--outputFile=${report}`, `--maxWorkers=${workers}`];
  const { code, stdout, stderr } = await outcomeOf(process.execPath, [...node, jest, ...options, ...patterns], {
    cwd: repository,
    env,
  });
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) return nothing(`Jest ended with ${code}: ${stderr.trim()}`);
  const felt = stdout.split('\n').filter((line) => line.includes(' form): '));
  return { ...countedIn(JSON.parse(text) as JestReport), felt };
}

/** A run that did not come about has failed. */
function nothing(why: string): SpecRun {
  return { contract: { passed: 0, failed: 0 }, others: { passed: 0, failed: 1 }, failures: [why], felt: [] };
}

/** What a report comes to; a file that could not be loaded counts as one test that failed, and so does one that was skipped. */
export function countedIn({ testResults }: JestReport): SpecRun {
  const tests = testResults.flatMap(({ name, status, message, assertionResults }) =>
    assertionResults.length === 0
      ? [{ name, ok: status === 'passed', what: `${name}: ${message.trim()}` }]
      : assertionResults.map((test) => ({ name, ok: test.status === 'passed', what: `${name}: ${test.fullName}` })),
  );
  if (tests.length === 0) return nothing('no spec was found');
  const counted = (isContract: boolean): Counts => {
    const these = tests.filter(({ name }) => contracts.some((file) => name.endsWith(file)) === isContract);
    const passed = these.filter(({ ok }) => ok).length;
    return { passed, failed: these.length - passed };
  };
  return {
    contract: counted(true),
    others: counted(false),
    failures: tests.flatMap(({ ok, what }) => (ok ? [] : [what])),
    felt: [],
  };
}

/** Those that hold a store to the suites of the testing kit. */
export const contracts = ['postgres-event-store.pg.spec.ts', 'postgres-subscription-store.pg.spec.ts'];
