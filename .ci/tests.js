// Runs a command of the tests, counts what it came to, and runs what failed once more by itself.
//
//   node .ci/tests.js 'npm test' 'npm test'
//
// The second command runs the files that are named behind it. What is drawn is drawn alike in each run (jest.config.js), so
// that what is wrong fails again; what then passes has met a machine that was busy elsewhere. It is named, so that somebody
// mends it, and it is no more than a few files: where many fail, something is wrong. What goes by no clock gets no second run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const mostUnsteady = 3;
const goesByNoClock = /^test\/proof\/(checker|interleaving)\//;

const [command, again] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'tests-'));
try {
  process.exitCode = outcome();
} finally {
  rmSync(folder, { recursive: true });
}

function outcome() {
  const first = run(command, 'first', '');
  if (first === undefined || !isWhole(first)) return 1;
  const failed = failedOf(first);
  if (failed.length === 0) return first.success ? 0 : 1;
  if (failed.length > mostUnsteady || failed.some((file) => goesByNoClock.test(file))) return 1;
  console.log(`\nOnce more, alone: ${failed.join(', ')}\n`);
  const second = run(again, 'second', `--runInBand --runTestsByPath ${failed.map(quoted).join(' ')}`);
  if (second === undefined || !isWhole(second) || !second.success) return 1;
  if (second.numTotalTestSuites !== failed.length) return 1;
  for (const file of failed) console.log(`unsteady: ${file} failed, and passed alone. It has to be mended.`);
  return 0;
}

/** What Jest says of a run; undefined if it says nothing. */
function run(command, name, options) {
  const results = join(folder, `${name}.json`);
  spawnSync(`${command} -- --ci --json --outputFile=${results} ${options}`, { shell: true, stdio: 'inherit' });
  try {
    return JSON.parse(readFileSync(results, 'utf8'));
  } catch (error) {
    console.error(`'${command}' has not said what it came to: ${error.message}`);
    return undefined;
  }
}

/** Nothing may have been left out: that nothing failed would say little then. */
function isWhole({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests }) {
  console.log(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`);
  if (numPendingTests + numTodoTests > 0)
    console.error(`${numPendingTests + numTodoTests} skipped, and nothing may be`);
  if (numPassedTests === 0) console.error('Nothing was tested');
  return numPassedTests > 0 && numPendingTests + numTodoTests === 0;
}

function failedOf({ testResults }) {
  return testResults.filter(({ status }) => status === 'failed').map(({ name }) => relative(process.cwd(), name));
}

function quoted(file) {
  return `'${file.replaceAll("'", `'\\''`)}'`;
}
