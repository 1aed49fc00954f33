import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inForm, printFelt } from './judgement/felt.js';
import { createOwnDatabase, type OwnDatabase } from './load/own-database.js';
import { VaultDay } from './load/vault-day.js';
import { VaultOffice } from './load/vault-office.js';
import type { Build } from './load/vault-requests.js';
import { mistakes } from './wrong-builds/remembering-vaults.js';

const commands = inForm({ short: 10_000, long: 50_000 });
const withinMs = inForm({ short: 300_000, long: 1_500_000 });

let database: OwnDatabase;
/** Two processes over one database. */
let offices: readonly VaultOffice[];

beforeAll(async () => {
  database = await createOwnDatabase();
  offices = await Promise.all([1, 2].map(() => VaultOffice.open(database.applicationUrl)));
}, withinMs);

afterAll(async () => {
  await Promise.all(offices.map((office) => office.close()));
  await database.close();
});

function dayOf(build: Build, seed: number): VaultDay {
  return new VaultDay(offices, database.pool, build, seed);
}

test(
  'whatever two processes remember, each of their answers is the fold of the log',
  async () => {
    const seed = Date.now() % 1_000_000;
    const day = dayOf('daybook', seed);
    await day.alternate(commands / 2);
    await day.overlap(commands / 2);
    expect({ seed, violations: day.violations }).toEqual({ seed, violations: [] });
    printFelt('stale cache', { ...day.counts }, `seed ${seed}`);
    expect(day.counts.commands).toBe(commands);
  },
  withinMs,
);

test(
  'a plain cache that makes no mistake is let pass',
  async () => {
    const day = dayOf('none', 1);
    await day.alternate(300);
    await day.overlap(300);
    expect(day.violations).toEqual([]);
  },
  withinMs,
);

test.each(mistakes)(
  'a cache that %s is caught',
  async (mistake) => {
    const day = dayOf(mistake, 1);
    await day.alternate(1_000);
    await day.overlap(1_000);
    expect(day.violations).not.toEqual([]);
    process.stdout.write(`a cache that ${mistake} was caught after ${day.counts.commands} commands\n`);
  },
  withinMs,
);
