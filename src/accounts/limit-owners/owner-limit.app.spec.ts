import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { ExpressAdapter } from '@nestjs/platform-express';
import { DataSource, type EntityManager } from 'typeorm';
import { type Answer, RunningHarbour } from '../../../test/journeys/running-harbour.js';
import { configureApp } from '../../configure-app.js';
import { balanceWithoutLock } from './example/balance-without-lock.js';
import { OwnerExposure } from './owner-exposure.js';
import { OwnerLimit } from './owner-limit.js';

const ownerLimitMinor = 100;
let harbour: RunningHarbour;
let owners = 0;

beforeAll(async () => {
  harbour = await RunningHarbour.start(new ExpressAdapter(), configureApp, { ownerLimitMinor });
});
afterAll(() => harbour.stop());
afterEach(() => {
  jest.restoreAllMocks();
});

/** Two accounts of one owner, each without a limit of its own. */
async function ownerOfTwo(): Promise<readonly [ownerId: string, one: string, other: string]> {
  const ownerId = `o-${++owners}`;
  const accounts = [`${ownerId}-a`, `${ownerId}-b`] as const;
  for (const accountId of accounts) {
    await harbour.post('/accounts', { accountId, ownerId, currency: 'EUR', overdraftLimitMinor: null });
  }
  return [ownerId, ...accounts];
}

const withdraw = (accountId: string, amountMinor: number): Promise<Answer> =>
  harbour.post(`/accounts/${accountId}/withdrawals`, { amountMinor });

/** Withdraws 10 for 16 times at the same time. */
function withdrawals(accounts: readonly string[]): Promise<readonly Answer[]> {
  return Promise.all(Array.from({ length: 16 }, (_, n) => withdraw(accounts[n % accounts.length] ?? '', 10)));
}

async function heldBy(accounts: readonly string[]): Promise<number> {
  const bodies = await Promise.all(accounts.map(async (id) => (await harbour.get(`/accounts/${id}`)).body));
  return bodies.reduce((sum, { balanceMinor }) => sum + Number(balanceMinor), 0);
}

async function exposureOf(ownerId: string): Promise<OwnerExposure | null> {
  return harbour.app.get(DataSource).manager.findOneBy(OwnerExposure, { ownerId });
}

test('16 withdrawals at the same time over two accounts never exceed what the bank lends to one owner', async () => {
  for (let round = 0; round < 10; round++) {
    const [ownerId, ...accounts] = await ownerOfTwo();
    const answers = await withdrawals(accounts);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(6);
    for (const { status, body } of refused) {
      expect([status, body['code']]).toEqual([422, 'owner-limit-must-hold']);
      expect(body['data']).toEqual({ amountMinor: 10, ownerBalanceMinor: -100, ownerLimitMinor });
    }
    expect(await heldBy(accounts)).toBe(-100);
    expect(await exposureOf(ownerId)).toEqual({ ownerId, balanceMinor: -100n, accounts: 2 });
  }
});

test('without the lock on the row of the owner they do', async () => {
  const build = OwnerLimit.prototype as unknown as { balanceOf(ownerId: string, manager: EntityManager): unknown };
  jest.spyOn(build, 'balanceOf').mockImplementation(balanceWithoutLock);
  let held = 0;
  for (let round = 0; round < 30 && held >= -ownerLimitMinor; round++) {
    const [, ...accounts] = await ownerOfTwo();
    await withdrawals(accounts);
    held = await heldBy(accounts);
  }
  expect(held).toBeLessThan(-ownerLimitMinor);
});

test('what others book on the same accounts meanwhile is booked, and waits for no deadlock', async () => {
  const [ownerId, ...accounts] = await ownerOfTwo();
  const took = async (work: () => Promise<unknown>): Promise<number> => {
    const begun = performance.now();
    for (let round = 0; round < 5; round++) await work();
    return performance.now() - begun;
  };
  const aloneMs = await took(async () => withdrawals((await ownerOfTwo()).slice(1)));
  const togetherMs = await took(async () => {
    const deposits = accounts.map((id) => harbour.post(`/accounts/${id}/deposits`, { amountMinor: 30 }));
    const answers = await Promise.all([withdrawals(accounts), ...deposits]);
    expect(answers.slice(1)).toMatchObject([{ status: 200 }, { status: 200 }]);
    const { balanceMinor = 0n } = (await exposureOf(ownerId)) ?? {};
    expect(Number(balanceMinor)).toBe(await heldBy(accounts));
    expect(Number(balanceMinor)).toBeGreaterThanOrEqual(-ownerLimitMinor);
  });
  // A deadlock is found after one second at the earliest, and there was one in each round when nobody locked the account.
  expect(togetherMs).toBeLessThan(4 * aloneMs + 3_000);
});

test('an account pays for another one of the same owner', async () => {
  const [, one, other] = await ownerOfTwo();
  await harbour.post(`/accounts/${one}/deposits`, { amountMinor: 50 });
  expect((await withdraw(other, 150)).status).toBe(200);
  expect((await withdraw(one, 1)).body).toMatchObject({ status: 422, code: 'owner-limit-must-hold' });
});

test('an account that nobody has opened is not found', async () => {
  expect((await withdraw('nobody', 1)).body).toMatchObject({ status: 404, code: 'aggregate-not-found' });
});

test('an account that forbids it is asked as well', async () => {
  const terms = { ownerId: 'o-strict', currency: 'EUR' };
  await harbour.post('/accounts', { accountId: 'strict', ...terms });
  expect((await withdraw('strict', 1)).body).toMatchObject({ status: 422, code: 'insufficient-funds' });
});
