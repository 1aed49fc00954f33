import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bench, benchOn } from './src/bench.js';
import { BadCommandLine, parseBenchOptions } from './src/bench-options.js';
import { BenchServer } from './src/server/bench-server.js';

const figures = { rate: expect.any(Number), p50Ms: expect.any(Number), p99Ms: expect.any(Number) };

const brief = ['--rounds', '1', '--seconds', '0.2'];
let server: BenchServer;

const newFolder = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'daybook-bench-')), 'server');

beforeAll(async () => {
  server = new BenchServer(await newFolder());
  await server.start();
});
afterAll(() => server.stop());

/** What a benchmark prints, line by line; on one server for all of them, as to make one takes longer than most. */
async function printed(...argv: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  await benchOn(server, parseBenchOptions([...argv, ...brief]), (line) => lines.push(line));
  return lines;
}

function lastObject(lines: readonly string[]): unknown {
  return JSON.parse(lines.at(-1) ?? '');
}

describe('npm run bench -- append', () => {
  let lines: readonly string[];

  beforeAll(async () => {
    const printedByAppend: string[] = [];
    const argv = ['append', '--json', '--concurrency', '1,16', ...brief, '--folder', await newFolder()];
    await bench(argv, (line) => printedByAppend.push(line));
    lines = printedByAppend;
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
  expect(lastObject(await printed('load', '--json', '--sizes', '10,700', '--long', '2000'))).toMatchObject({
    name: 'load',
    results: [
      { size: 10, ...result },
      { size: 700, ...result },
    ],
    snapshots: {
      loads: { size: 2000, every: 100, ...figures, ratioToShort: expect.any(Number) },
      appends: { every: 100, rate: expect.any(Number), ratioToWithout: expect.any(Number), taken: expect.any(Number) },
    },
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

describe('npm run bench -- commands', () => {
  let lines: readonly string[];

  beforeAll(async () => {
    lines = await printed('commands', '--json', '--streams', '100');
  });

  test('ends in a result for each way in which commands are handled, beside the floor and the literature', () => {
    const ratios = { ratioToFloor: expect.any(Number), ratioToLiterature: expect.any(Number), timesPeer: {} };
    const result = { ...figures, ...ratios, eventsAfter: expect.any(Number) };
    expect(lastObject(lines)).toMatchObject({
      name: 'commands',
      results: [
        { contestant: 'floor', ...result, ratioToFloor: 1 },
        { contestant: 'daybook', ...result },
        { contestant: 'daybook without cache', ...result },
        { contestant: 'daybook with keys', ...result },
      ],
    });
  });

  test('says what the literature asks, and what a key costs', () => {
    expect(lines).toContainEqual(expect.stringMatching(/^[\d.,]+ commands per second; the literature asks 10,000 /));
    expect(lines).toContainEqual(expect.stringMatching(/^an idempotency key costs -?[\d.,]+ % /));
  });
});

test('npm run bench -- evolution ends in the rates of reading with upcasters and without', async () => {
  expect(lastObject(await printed('evolution', '--json', '--events', '6400'))).toMatchObject({
    name: 'evolution',
    results: [{ events: 6400, upcasters: 3, stored: figures, lifted: figures, ratio: expect.any(Number) }],
  });
});

test('npm run bench -- catch-up ends in the rates of the subscription and of the bare SELECT', async () => {
  const lines = await printed('catch-up', '--json', '--events', '6400');
  const peers = { 'daybook reaction': { rate: expect.any(Number), ratio: expect.any(Number) } };
  expect(lastObject(lines)).toMatchObject({
    name: 'catch-up',
    results: [{ events: 6400, batch: 500, ...figures, ratioToFloor: expect.any(Number), peers }],
  });
});

test('npm run bench -- projection ends in the rates of the projection and of the loop by hand', async () => {
  expect(lastObject(await printed('projection', '--json', '--events', '6400'))).toMatchObject({
    name: 'projection',
    results: [{ events: 6400, rate: expect.any(Number), ratioToFloor: expect.any(Number) }],
  });
});

test('npm run bench -- freshness ends in delays, whoever projects', async () => {
  const delays = { p50Ms: expect.any(Number), p99Ms: expect.any(Number) };
  expect(lastObject(await printed('freshness', '--json', '--rate', '100'))).toMatchObject({
    name: 'freshness',
    results: [
      { projectedBy: 'the same process', ...delays },
      { projectedBy: 'another process', ...delays },
    ],
  });
});

test('npm run bench -- rebuild ends in a rate for each number of segments and of processes', async () => {
  const rate = { rate: expect.any(Number), ratioToOne: expect.any(Number) };
  expect(lastObject(await printed('rebuild', '--json', '--events', '6400', '--processes', '2'))).toMatchObject({
    name: 'rebuild',
    results: [
      { segments: 1, processes: 2, ...rate },
      { segments: 2, processes: 2, ...rate },
    ],
  });
  // Eight processes, each of which compiles what it loads.
}, 240_000);

test('npm run bench -- sagas ends in rates of fulfilments, and in delays from an event to the next command', async () => {
  const rates = { rate: expect.any(Number), commandsPerSecond: expect.any(Number), ratioToFloor: expect.any(Number) };
  const delays = { asked: 20, p50Ms: expect.any(Number), p99Ms: expect.any(Number) };
  expect(lastObject(await printed('sagas', '--json', '--fulfilments', '20', '--rate', '20'))).toMatchObject({
    name: 'sagas',
    results: [
      { fulfilledBy: 'floor', ...rates, ratioToFloor: 1 },
      { fulfilledBy: 'by hand', ...rates },
      { fulfilledBy: 'saga', ...rates },
      { sagaIn: 'the same process', ...delays },
      { sagaIn: 'another process', ...delays },
    ],
  });
}, 240_000);

test.each([
  [[]],
  [['appends']],
  [['append', 'load']],
  [['append', '--rounds', '0']],
  [['append', '--seconds', 'x']],
  [['append', '--fast']],
  [['growth', '--events', '6399,12800']],
  [['growth', '--events', '12800']],
  [['projection', '--events', '6400,12800']],
  [['catch-up', '--events', '6399']],
  [['commands', '--streams', '0']],
  [['load', '--long', '199']],
])('%j is not a benchmark', async (argv) => {
  await expect(bench(argv, () => undefined)).rejects.toBeInstanceOf(BadCommandLine);
});
