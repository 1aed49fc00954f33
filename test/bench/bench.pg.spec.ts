import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { bench } from './src/bench.js';
import { BadCommandLine } from './src/bench-options.js';

const figures = { rate: expect.any(Number), p50Ms: expect.any(Number), p99Ms: expect.any(Number) };

/** What a benchmark prints, line by line. */
async function printed(...argv: readonly string[]): Promise<readonly string[]> {
  const folder = join(await mkdtemp(join(tmpdir(), 'daybook-bench-')), 'server');
  const lines: string[] = [];
  await bench([...argv, '--rounds', '1', '--seconds', '0.2', '--folder', folder], (line) => lines.push(line));
  return lines;
}

function lastObject(lines: readonly string[]): unknown {
  return JSON.parse(lines.at(-1) ?? '');
}

describe('npm run bench -- append', () => {
  let lines: readonly string[];

  beforeAll(async () => {
    lines = await printed('append', '--json', '--concurrency', '1,16');
  });

  test('says on what it was measured', () => {
    expect(lines[0]).toMatch(/^append on .+, \d+ cores, \d+ GiB$/);
    expect(lines[1]).toMatch(/node .+ postgresql .+ daybook /);
  });

  test('ends in one JSON object with a result for each number of callers and each kind of stream', () => {
    const result = { ...figures, floorRate: expect.any(Number), ratioToFloor: expect.any(Number), peers: {} };
    expect(lastObject(lines)).toMatchObject({
      name: 'append',
      results: [
        { concurrency: 1, streams: 'existing', ...result },
        { concurrency: 1, streams: 'new', ...result },
        { concurrency: 16, streams: 'existing', ...result },
        { concurrency: 16, streams: 'new', ...result },
      ],
      machine: { cpu: expect.any(String), cores: expect.any(Number), memoryGiB: expect.any(Number) },
      versions: { node: expect.any(String), postgresql: expect.any(String), daybook: expect.any(String) },
      configurations: { server: expect.any(String), daybook: expect.any(Object), floor: expect.any(Object) },
    });
  });
});

test('npm run bench -- load ends in a result for each size of stream', async () => {
  const result = { ...figures, floorRate: expect.any(Number), ratioToFloor: expect.any(Number) };
  expect(lastObject(await printed('load', '--json', '--sizes', '10,700'))).toMatchObject({
    name: 'load',
    results: [
      { size: 10, ...result },
      { size: 700, ...result },
    ],
  });
});

test('npm run bench -- growth ends in the cost of each operation in a small and in a large store', async () => {
  expect(lastObject(await printed('growth', '--json', '--events', '6400,12800'))).toMatchObject({
    name: 'growth',
    results: [
      { operation: 'load', events: 6400, ratioToSmall: 1, ...figures },
      { operation: 'load', events: 12800, ratioToSmall: expect.any(Number), ...figures },
      { operation: 'append', events: 6400, ratioToSmall: 1, ...figures },
      { operation: 'append', events: 12800, ratioToSmall: expect.any(Number), ...figures },
    ],
  });
});

test.each([
  [[]],
  [['appends']],
  [['append', 'load']],
  [['append', '--rounds', '0']],
  [['append', '--seconds', 'x']],
  [['append', '--fast']],
])('%j is not a benchmark', async (argv) => {
  await expect(bench(argv, () => undefined)).rejects.toBeInstanceOf(BadCommandLine);
});
