import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const gate = join(process.cwd(), '.ci/tests.js');

/** What a run of Jest comes to: its files, those of them that fail, and what else it says. */
interface Run {
  readonly files?: readonly string[];
  readonly failed?: readonly string[];
  readonly said?: Readonly<Record<string, unknown>>;
}

const modelled = { files: ['test/proof/checker/a.spec.ts'], failed: ['test/proof/checker/a.spec.ts'] };

describe('what is asked of tests before a change is taken', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gate-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['nothing has failed', { files: ['a.spec.ts'] }, undefined],
    [
      'what has failed passes alone',
      { files: ['a.spec.ts', 'b.spec.ts'], failed: ['b.spec.ts'] },
      { files: ['b.spec.ts'] },
    ],
  ] as const)('is met where %s', (_what, first, second) => {
    expect(judged(first, second).status).toBe(0);
  });

  it('names what has failed and passes alone, and runs nothing else again', () => {
    const { said, ran } = judged(
      { files: ['a.spec.ts', "it's b.spec.ts"], failed: ["it's b.spec.ts"] },
      { files: ["it's b.spec.ts"] },
    );
    expect(said).toContain("unsteady: it's b.spec.ts failed, and passed alone");
    expect(ran).toContain("--runTestsByPath it's b.spec.ts");
  });

  it.each([
    ['fails twice', { files: ['a.spec.ts'], failed: ['a.spec.ts'] }, { files: ['a.spec.ts'], failed: ['a.spec.ts'] }],
    ['fails in more than three files', { files: [...'abcd'], failed: [...'abcd'] }, { files: [...'abcd'] }],
    ['fails where nothing goes by the clock', modelled, { files: modelled.failed }],
    ['has skipped tests', { files: ['a.spec.ts'], said: { numPendingTests: 1 } }, undefined],
    ['has tests that are to be written', { files: ['a.spec.ts'], said: { numTodoTests: 1 } }, undefined],
    ['is no test at all', { said: { numPassedTests: 0 } }, undefined],
    ['ended badly with all tests passed', { files: ['a.spec.ts'], said: { success: false } }, undefined],
    ['says nothing', undefined, undefined],
    ['was run anew only in part', { files: ['a', 'b'], failed: ['a', 'b'] }, { files: ['a'] }],
    [
      'was skipped when it was run anew',
      { files: ['a'], failed: ['a'] },
      { files: ['a'], said: { numPendingTests: 1 } },
    ],
  ] as const)('is not met by what %s', (_what, first, second) => {
    expect(judged(first, second).status).toBe(1);
  });

  function judged(first: Run | undefined, second: Run | undefined) {
    const [one, two] = [commandThat('first', first), commandThat('second', second)];
    const { status, stdout } = spawnSync(process.execPath, [gate, one, two], { cwd: folder, encoding: 'utf8' });
    return {
      status,
      said: stdout,
      ran: second && readFileSync(join(folder, 'second.ran'), { encoding: 'utf8', flag: 'a+' }),
    };
  }

  /** Stands for Jest: writes what it was asked for, and what it comes to. */
  function commandThat(name: string, run: Run | undefined): string {
    const script = join(folder, `${name}.cjs`);
    const results = JSON.stringify(run && resultsOf(run));
    writeFileSync(
      script,
      `const { writeFileSync } = require('node:fs');
      writeFileSync('${name}.ran', process.argv.slice(2).join(' '));
      const file = process.argv.find((one) => one.startsWith('--outputFile=')).slice('--outputFile='.length);
      ${results === undefined ? '' : `writeFileSync(file, ${JSON.stringify(results)});`}`,
    );
    return `'${process.execPath}' '${script}'`;
  }

  function resultsOf({ files = [], failed = [], said = {} }: Run): object {
    return {
      success: failed.length === 0,
      numPassedTests: files.length - failed.length + 1,
      numFailedTests: failed.length,
      numRuntimeErrorTestSuites: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      numTotalTestSuites: files.length,
      testResults: files.map((file) => ({
        name: join(folder, file),
        status: failed.includes(file) ? 'failed' : 'passed',
      })),
      ...said,
    };
  }
});
