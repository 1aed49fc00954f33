import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from './entry.js';
import { HistoryFile } from './history-file.js';
import { readHistory } from './read-history.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daybook-history-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const read = (): readonly Entry[] => [...readHistory(folder)].map(({ entry }) => entry);
const line = (process: string, at: number, more = ''): string =>
  `${JSON.stringify({ process, at, word: 'bug', error: `${at}${more}` })}\n`;

test('what was written is read, with who wrote it and when', () => {
  const file = HistoryFile.open(folder, 'app-1.1');
  file.write({ word: 'invoked', call: 'a', kind: 'read-holdings' });
  file.write({ word: 'ok', call: 'a', answer: { total: 5 } });
  file.close();
  const [first, second] = read();
  expect(first).toEqual({ process: 'app-1.1', at: first?.at, word: 'invoked', call: 'a', kind: 'read-holdings' });
  expect(second).toMatchObject({ word: 'ok', answer: { total: 5 } });
  expect(second?.at).toBeGreaterThanOrEqual(first?.at ?? Infinity);
});

test('the files of all lives are read in the order of time, whichever ends first', () => {
  writeFileSync(join(folder, 'app-1.1.jsonl'), line('app-1.1', 1) + line('app-1.1', 4) + line('app-1.1', 4.5));
  writeFileSync(join(folder, 'app-1.2.jsonl'), line('app-1.2', 5) + line('app-1.2', 9));
  writeFileSync(join(folder, 'run.jsonl'), line('run', 0.5) + line('run', 3) + line('run', 7) + line('run', 10));
  writeFileSync(join(folder, 'app-2.1.jsonl'), '');
  expect(read().map(({ at }) => at)).toEqual([0.5, 1, 3, 4, 4.5, 5, 7, 9, 10]);
});

test('lines are whole where a chunk ends within one, or within a letter', () => {
  const long = 'é€'.repeat(1_000);
  const file = join(folder, 'app-1.1.jsonl');
  for (let at = 0; at < 600; at++) appendFileSync(file, line('app-1.1', at, long));
  const entries = read();
  expect(entries).toHaveLength(600);
  expect(entries.every((entry) => entry.word === 'bug' && entry.error === `${entry.at}${long}`)).toBe(true);
});

describe('a line that cannot be read', () => {
  test.each([1, 5, 20, 45])(
    'is left out where it is the last one of a killed process, cut after %d letters',
    (letters) => {
      writeFileSync(join(folder, 'app-1.1.jsonl'), line('app-1.1', 1) + line('app-1.1', 2).slice(0, letters));
      expect(read().map(({ at }) => at)).toEqual([1]);
    },
  );

  test('counts where nothing but its end is missing', () => {
    writeFileSync(join(folder, 'app-1.1.jsonl'), line('app-1.1', 1) + line('app-1.1', 2).slice(0, -1));
    expect(read()).toHaveLength(2);
  });

  test.each(['{"process":"app-1.1","at"', '', '[]', 'null', '{"word":"bug"}'])(
    'is an error elsewhere, with its place: %s',
    (text) => {
      writeFileSync(join(folder, 'app-1.1.jsonl'), `${line('app-1.1', 1)}${text}\n${line('app-1.1', 2)}`);
      expect(read).toThrow(/^Line 2 of .*app-1\.1\.jsonl is no entry/);
    },
  );

  test('is an error as the last one, too, where it was written to its end', () => {
    writeFileSync(join(folder, 'app-1.1.jsonl'), `${line('app-1.1', 1)}{"process"\n`);
    expect(read).toThrow('Line 2');
  });
});
