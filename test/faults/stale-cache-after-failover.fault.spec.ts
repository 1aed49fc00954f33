import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Pool } from 'pg';
import { copyServer } from './injection/server-copy.js';
import { inForm, printFelt } from './judgement/felt.js';
import { closingAfterEach } from './load/closing.js';
import { startOwnServer } from './load/own-server.js';
import { VaultDay } from './load/vault-day.js';
import { VaultOffice } from './load/vault-office.js';
import type { Build, VaultReply, VaultRequest } from './load/vault-requests.js';

const vaults = inForm({ short: 12, long: 200 });
const withinMs = inForm({ short: 180_000, long: 900_000 });

const closing = closingAfterEach();

/** What a restart answers until the connections are there again. */
const passing = ['store-unavailable', 'append-outcome-unknown'];

/**
 * Two processes whose server is killed and comes back as it was a while ago, without the last that they were told; then
 * one of them writes as much as was lost, so that the versions are those that the other remembers, and it is asked.
 */
async function failedOver(
  build: Build,
): Promise<{ readonly day: VaultDay; readonly lost: number; readonly felt: number }> {
  const own = closing(await startOwnServer({ supervise: false }));
  const pool = new Pool({ connectionString: own.url, max: 4 });
  pool.on('error', () => undefined);
  closing({ close: () => pool.end() });
  const offices = await Promise.all([1, 2].map(() => VaultOffice.open(own.applicationUrl)));
  offices.forEach(closing);
  const dayOf = () => new VaultDay(offices, pool, build, 1);
  const ids = Array.from({ length: vaults }, (_, n) => `vault.${n}`);

  let day = dayOf();
  for (const id of ids) {
    await ask(day, 0, { id, way: 'created', commands: [{ name: 'open', limit: 400 }] });
    await ask(day, 0, { id, way: 'updated', commands: [{ name: 'credit', amount: 40 }] });
  }
  const restore = await copyServer(own);
  for (const id of ids) {
    await ask(day, 0, { id, way: 'updated', commands: [{ name: 'credit', amount: 10 }] });
    await ask(day, 1, { id, way: 'updated', commands: [{ name: 'thaw' }] });
  }
  const before = day.violations;

  await own.server.kill();
  await restore();
  // Other histories, other logs to judge by.
  day = dayOf();
  day.violations.push(...before);
  let felt = 0;
  for (const [n, id] of ids.entries()) {
    // It remembers a balance of 50 at version 3, where there are 25 at the same version, or 40 at the one before.
    if (n % 2 === 0) await ask(day, 1, { id, way: 'updated', commands: [{ name: 'debit', amount: 15 }] });
    if (n % 4 < 2)
      await ask(day, 0, { id, way: 'updated', commands: [{ name: 'credit', amount: 5 }], key: `key.${n}` });
    if (n % 8 < 4) await ask(day, 0, { id, way: 'loaded', commands: [] });
    const reply = await ask(day, 0, { id, way: 'updated', commands: [{ name: 'debit', amount: 46 }] });
    if (reply.answers.some((answer) => answer.told === 'refused' && answer.code === 'balance-must-cover')) felt++;
    await ask(day, n % 2, { id, way: 'updated', commands: [{ name: 'credit', amount: 5 }] });
  }
  return { day, lost: vaults, felt };
}

async function ask(day: VaultDay, office: number, request: VaultRequest): Promise<VaultReply> {
  for (let tries = 0; tries < 100; tries++) {
    const reply = await day.ask(office, request.id, () => request, passing);
    if (!reply.answers.some((answer) => answer.told === 'refused' && passing.includes(answer.code))) return reply;
    await sleep(50);
  }
  throw new Error('The store did not come back.');
}

test(
  'what was remembered of a server that has lost it is confirmed before it is used',
  async () => {
    const { day, lost, felt } = await failedOver('daybook');
    expect(day.violations).toEqual([]);
    printFelt('stale cache after a fail-over', { lost, felt });
  },
  withinMs,
);

test(
  'a cache that trusts a version alone is caught',
  async () => {
    const { day } = await failedOver('none');
    expect(day.violations).not.toEqual([]);
  },
  withinMs,
);
