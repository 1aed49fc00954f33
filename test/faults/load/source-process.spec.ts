import { expect, test } from '@jest/globals';
import { closingAfterEach } from './closing.js';
import { SourceProcess } from './source-process.js';

const main = new URL('./blocking-process.ts', import.meta.url);
const nowhere = 'postgres://nobody@127.0.0.1:1/nothing';
const closing = closingAfterEach();

test('whoever waits for the word of a process that fails is told of its end, and why', async () => {
  const process = closing(SourceProcess.begin('It', main, nowhere));
  await expect(process.says()).rejects.toThrow(/^It ended with 1\. It complained:\n[^]*ECONNREFUSED/);
  await expect(process.says()).rejects.toThrow(/^It ended with 1/);
  expect(process.isAlive).toBe(false);
});

test('a process that has failed is none that was killed', async () => {
  const [failed, killed] = ['One', 'Another'].map((name) => closing(SourceProcess.begin(name, main, nowhere)));
  killed?.signal('SIGKILL');
  await killed?.killed();
  await expect(killed?.says()).rejects.toThrow(/^Another ended with SIGKILL/);
  await expect(failed?.killed()).rejects.toThrow(/^One ended with 1/);
});

test('the end of a process is told of when its channel was closed before', async () => {
  const process = closing(SourceProcess.begin('It', main, nowhere));
  process.disconnect();
  expect(await process.ended).toEqual({ code: 1, signal: null });
});
