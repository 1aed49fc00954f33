import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { removeServerFolder } from '@daybook/testing/postgres';
import { Client } from 'pg';
import { type ProofServer, startProofServer } from '../world/proof-server.js';
import { right } from './example/case.js';
import { observed, type Observed } from './example/observed.js';
import type { Story } from './example/story.js';
import { supply, undertake } from './example/undertaking.js';
import { writeHistory, writeTables } from './example/written.js';
import type { Verdict } from './verdict.js';
import { sourceArgv } from '../../faults/load/source-argv.js';

const program = fileURLToPath(new URL('../check.cli.ts', import.meta.url));

let folder: string;
let proof: ProofServer;
let databases = 0;

beforeAll(async () => {
  // By this name the next tests find and remove what killed ones have left.
  folder = await mkdtemp(join(tmpdir(), `daybook-test-${process.pid}-`));
  proof = await startProofServer({ folder, fills: false });
});

afterAll(async () => {
  await (proof as ProofServer | undefined)?.close();
  await removeServerFolder(folder);
});

/** A run in which everything has happened that makes one mean something. */
function eventful(more: (story: Story) => unknown = () => undefined): Story {
  return right((story) => {
    const claimed = { word: 'runner', told: 'claimed', subscription: 'proof-entries@1.1', segment: 0 } as const;
    story.say({ word: 'process', phase: 'ready' }).say({ word: 'process', phase: 'ready' }, 'app-2.1');
    story.say({ ...claimed, epoch: 1 }).say({ ...claimed, epoch: 2 }, 'app-2.1');
    story.say({ word: 'fault', fault: 'kill-process', number: 1, phase: 'begun' }, 'run');
    story.say({ word: 'fault', fault: 'kill-process', number: 1, phase: 'ended', felt: 1 }, 'run');
    story.note('x', { 'cell-1': 1 }, { ends: ['unknown', 'ok'] });
    undertake(undertake(supply(story), 'm', 'begun'), 'o', 'late', { sentAgain: true });
    more(story);
  });
}

function readBy(story: Story): Observed {
  const seen = observed(story);
  const effect = seen.lines.find(({ word }) => word === 'effect');
  return { ...seen, lines: effect === undefined ? seen.lines : [...seen.lines, effect] };
}

/** Leaves a run behind in a database of its own, a copy of the migrated one. */
async function left(seen: Observed, last?: number): Promise<readonly [folder: string, url: string]> {
  const name = `run_${++databases}`;
  const client = new Client({ connectionString: proof.server.url('postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE proof`).finally(() => client.end());
  const url = proof.server.url(name);
  await writeTables(seen, url, last);
  const history = join(folder, 'histories', name);
  writeHistory(seen, history);
  return [history, url];
}

async function checked(...args: readonly string[]) {
  const child = spawn(process.execPath, [...sourceArgv, program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, output, complaint, lastLine: output.trimEnd().split('\n').at(-1) };
}

describe('the checker as a program', () => {
  test('ends with 0 where much has happened and nothing was found', async () => {
    const { code, output, lastLine, complaint } = await checked(...(await left(readBy(eventful()), 3)), '--seed', '42');
    expect(complaint).toBe('');
    expect(lastLine).toBe('seed 42: 11 calls, 1 faults, 1 unknown outcomes, 0 violations');
    expect(code).toBe(0);
    expect(output).toMatch(/^I8 +\d+ +0 {2}money and stock are conserved at every position$/m);
    expect(output).toMatch(/^ +1 out-of-order commits$/m);
    expect(output).toMatch(/^ +2 deadlines fired$/m);
  });

  test('ends with 1 at a violation, which it shows, even where too little has happened', async () => {
    const story = right();
    const seen = readBy(story);
    const lost = observed(story, story.events.slice(0, -1));
    const { code, output, lastLine } = await checked(...(await left({ ...seen, ...lost, lines: seen.lines })));
    expect(code).toBe(1);
    expect(lastLine).toMatch(/^seed unknown: 6 calls, 0 faults, 0 unknown outcomes, \d+ violations$/);
    const shown = output.slice(output.indexOf('I1 torn: 1'), output.indexOf('I3 inconsistent-offsets'));
    expect(shown.split('\n')).toEqual([
      'I1 torn: 1',
      '  Of the append b there is 2 of its 3 values, without the rest.',
      expect.stringMatching(/^ {4}\d+\.000 app-1\.1 \{"word":"invoked","call":"b"/),
      expect.stringMatching(/^ {4}\d+\.000 app-1\.1 \{"word":"ok","call":"b"/),
      expect.stringContaining('    log 6: account-2 2 proof.credited of t'),
      expect.stringContaining('    log 10: cell-1 3 proof.noted of b: b/0.0'),
      expect.stringContaining('    log 11: cell-2 1 proof.noted of b: b/1.0'),
      '',
      '',
    ]);
  });

  test('ends with 2 where too little has happened, and says what is missing', async () => {
    const { code, lastLine } = await checked(...(await left(readBy(eventful()))), '--seed', '7');
    expect(code).toBe(2);
    expect(lastLine).toBe(
      'seed 7: 11 calls, 1 faults, 1 unknown outcomes, 0 violations, void for want of out-of-order commits',
    );
  });

  test('ends with 2 where there was nothing to look at', async () => {
    const seen = readBy(eventful());
    const { code, output } = await checked(...(await left({ ...seen, rows: [], subscriptions: [] }, 3)), '--json');
    const verdict = JSON.parse(output) as Verdict;
    // Nobody has applied anything: that alone is a violation, and an acquittal it is not.
    expect(verdict.missing).toEqual([
      'anything to look at for I4',
      'anything to look at for I5',
      'anything to look at for I11',
    ]);
    expect(verdict.words).toEqual({ unseen: seen.events.length });
    expect(code).toBe(verdict.exitCode);
  });

  test('ends with 64 where it is not told what to judge, and with 70 where it cannot', async () => {
    expect(await checked('somewhere')).toMatchObject({ code: 64, output: '' });
    const nowhere = await checked(join(folder, 'nowhere'), proof.server.url('nowhere'));
    expect(nowhere).toMatchObject({ code: 70, output: '' });
    expect(nowhere.complaint).toContain('nowhere');
  });
});
