import { afterEach, expect, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sourceArgv } from '../faults/load/source-argv.js';

const root = new URL('../../', import.meta.url);
const main = fileURLToPath(new URL('./proof.cli.ts', import.meta.url));

let child: ChildProcess | undefined;
afterEach(async () => {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
});

interface Proof {
  readonly pid: number;
  /** All that it has printed so far. */
  printed(): string;
  readonly ended: Promise<number | null>;
}

function proof(...argv: readonly string[]): Proof {
  child = spawn(process.execPath, [...sourceArgv, main, ...argv], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { pid: child.pid!, printed: () => text, ended };
}

/** Folders that it has made, and processes that were begun with their names, or whose parent it is. */
async function leftBy({ pid }: Proof): Promise<readonly string[]> {
  const mark = `daybook-test-${pid}-`;
  const folders = (await readdir(tmpdir())).filter((name) => name.startsWith(mark));
  const processes = await Promise.all(
    (await readdir('/proc').catch(() => []))
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const [line, stat] = await Promise.all([
          readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => ''),
          readFile(`/proc/${name}/stat`, 'utf8').catch(() => ''),
        ]);
        return line.includes(mark) || stat.split(') ')[1]?.split(' ')[1] === String(pid) ? [line] : [];
      }),
  );
  return [...folders, ...processes.flat()];
}

test('a proof of seconds says what it came to, judges nothing of which too little has happened, and leaves nothing', async () => {
  const run = proof('--seconds', '3', '--seed', '7', '--processes', '2', '--faults', 'none');
  const code = await run.ended;
  const lines = run.printed().trim().split('\n');
  expect(lines[0]).toMatch(/^seed 7: 3 s of load in 2 processes/);
  expect(lines.at(-1)).toMatch(
    /^seed 7: [\d,]+ calls, 0 faults, [\d,]+ unknown outcomes, 0 violations, void for want of /,
  );
  expect(code).toBe(2);
  expect(await leftBy(run)).toEqual([]);
});

test('told to end it ends everything', async () => {
  const run = proof('--seconds', '600', '--seed', '7', '--processes', '2', '--faults', 'none');
  while (!(await leftBy(run)).some((name) => name.includes('postgres'))) {
    if (child?.exitCode !== null) throw new Error(run.printed());
    await sleep(20);
  }
  child?.kill('SIGINT');
  expect(await run.ended).toBe(130);
  expect(run.printed()).toMatch('Ended by SIGINT.');
  expect(await leftBy(run)).toEqual([]);
});

test('what is not understood is said, with what can be asked for', async () => {
  const run = proof('--faults', 'rain');
  expect(await run.ended).toBe(64);
  expect(run.printed()).toMatch('--faults has "rain". There are: kill-server, ');
  expect(run.printed()).toMatch('npm run proof -- [options]');
});
