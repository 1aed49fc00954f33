import { afterEach, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { Said } from '../history/history-file.js';
import { ProcessEnded } from './process-ended.error.js';
import { ProofProcess } from './proof-process.js';

const file = fileURLToPath(new URL('./example/obedient-process.ts', import.meta.url));

let process: ProofProcess;
let noted: Said[];
afterEach(() => process.kill());

function begin(build = 'daybook'): ProofProcess {
  noted = [];
  const history = { write: (said: Said) => void noted.push(said) };
  const world = { url: 'postgres://nowhere', folder: '/nowhere', receiver: 'http://nowhere' };
  const options = { name: 'app-1', seed: 42, leaseMs: 1_500, clockOffMs: 0, calls: true, build };
  process = ProofProcess.begin({ ...world, ...options, history, file });
  return process;
}

/** Waits for a condition. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('a process answers what it is told, and leaves', async () => {
  begin();
  expect(await process.ready()).toBe(true);
  expect(process.name).toBe('app-1.1');
  expect(await process.tell({ do: 'rest' })).toEqual({ word: 'quiet' });
  expect(await process.tell({ do: 'rebuild' })).toEqual({ word: 'refused', why: 'there is nothing to rebuild' });
  await process.tell({ do: 'leave' });
  expect(process.isAlive).toBe(false);
  await expect(process.tell({ do: 'rest' })).rejects.toThrow(ProcessEnded);
  expect(process.deaths).toEqual([]);
  expect(noted).toEqual([]);
});

test('one that is killed has a next life, under the next number and with another clock', async () => {
  begin();
  await process.ready();
  const answer = process.tell({ do: 'idle', timeoutMs: 1 });
  expect(await answer).toMatchObject({ why: 'app-1.1, 0 ms off' });
  await process.kill();
  expect(process.isAlive).toBe(false);
  await process.restart({ clockOffMs: 3_600_000 });
  expect(await process.ready()).toBe(true);
  expect(await process.tell({ do: 'idle', timeoutMs: 1 })).toMatchObject({ why: 'app-1.2, 3600000 ms off' });
  await process.restart();
  await process.ready();
  expect(await process.tell({ do: 'idle', timeoutMs: 1 })).toMatchObject({ why: 'app-1.3, 3600000 ms off' });
  const killed = (of: string) => ({ word: 'process', phase: 'killed', of });
  expect(noted).toEqual([killed('app-1.1'), killed('app-1.2')]);
  expect(process.deaths).toEqual([]);
});

test('who waits for an answer of one that is killed is told so', async () => {
  begin();
  await process.ready();
  process.stop();
  const answer = process.tell({ do: 'rest' });
  answer.catch(() => undefined);
  await process.kill();
  await expect(answer).rejects.toThrow('app-1.1 has ended, and was told to rest');
  expect(noted.map((said) => 'phase' in said && said.phase)).toEqual(['stopped', 'killed']);
});

test('one that stands still goes on when it is let', async () => {
  begin();
  await process.ready();
  process.stop();
  const answer = process.tell({ do: 'rest' });
  expect(process.isStopped).toBe(true);
  process.continue();
  expect(await answer).toEqual({ word: 'quiet' });
  expect(noted.map((said) => 'phase' in said && said.phase)).toEqual(['stopped', 'continued']);
});

test('one that cannot begin tries again by itself, and nobody takes that for a death', async () => {
  begin('begins in its third life');
  expect(await process.ready()).toBe(true);
  expect(process.name).toBe('app-1.3');
  expect(process.failedBeginnings).toBe(2);
  expect(process.lastFailure).toMatchObject({ code: 5, output: 'life 2 has found no server', wasReady: false });
  expect(process.deaths).toEqual([]);
});

test('one that ends untold is remembered with what it has printed, and lives on', async () => {
  begin('cannot rest');
  await process.ready();
  await expect(process.tell({ do: 'rest' })).rejects.toThrow(ProcessEnded);
  await until(() => process.deaths.length > 0 && process.name === 'app-1.2');
  expect(process.deaths).toMatchObject([{ name: 'app-1.1', code: 3, signal: null, wasReady: true, output: 'a bug' }]);
  expect(await process.ready()).toBe(true);
});
