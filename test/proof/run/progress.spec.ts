import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HistoryFile } from '../history/history-file.js';
import { Progress } from './progress.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-progress-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('what has been added to histories counts once, whenever it is looked at', () => {
  const app = HistoryFile.open(folder, 'app-1.1');
  const run = HistoryFile.open(folder, 'run');
  const progress = new Progress(folder);
  app.write({ call: 'a', word: 'invoked', kind: 'read-holdings' });
  app.write({ call: 'a', word: 'unknown', error: 'away' });
  expect(progress.look()).toMatchObject({ calls: 1, unknown: 1, faults: 0 });
  expect(String(progress)).toBe('1 calls, 0 faults');
  run.write({ word: 'fault', fault: 'kill-server', number: 1, phase: 'begun' });
  run.write({ word: 'fault', fault: 'kill-server', number: 1, phase: 'ended', felt: 3 });
  app.write({ call: 'b', word: 'invoked', kind: 'read-holdings' });
  expect(progress.look()).toMatchObject({ calls: 2, unknown: 1, faults: 1 });
  expect(String(progress.look())).toBe('2 calls, 1 faults, the last one kill-server');
  for (const file of [app, run]) file.close();
});

test('a line that is not whole yet counts when it is', async () => {
  const file = join(folder, 'app-1.1.jsonl');
  const progress = new Progress(folder);
  await appendFile(file, '{"process":"app-1.1","at":1,"call":"a","word":"inv');
  expect(progress.look().calls).toBe(0);
  await appendFile(file, 'oked"}\n');
  expect(progress.look().calls).toBe(1);
});
