import { Daybook } from '@daybook/nestjs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { RunningHarbour } from '../../../test/journeys/running-harbour.js';
import { AccountBalance } from './account-balance.js';

interface Listed {
  readonly accountId: string;
  readonly balanceMinor: number;
}

let harbour: RunningHarbour;
const count = 30;

async function open(accountId: string, balanceMinor: number, terms: object = {}): Promise<void> {
  const opening = { accountId, ownerId: 'o-1', currency: 'EUR', overdraftLimitMinor: null, ...terms };
  await harbour.post('/accounts', opening);
  const [route, amountMinor] = balanceMinor > 0 ? ['deposits', balanceMinor] : ['withdrawals', -balanceMinor];
  if (balanceMinor !== 0) await harbour.post(`/accounts/${accountId}/${route}`, { amountMinor });
}

const idle = (): Promise<void> => harbour.app.get(Daybook).whenIdle();

// Ten balances from -5 to 4, of three accounts each; opened on different days, not in the order of their balances.
beforeAll(async () => {
  harbour = await RunningHarbour.start();
  for (let n = 0; n < count; n++) {
    const occurredAt = `2026-01-${String(((n * 7) % count) + 1).padStart(2, '0')}`;
    await open(`a-${n}`, (n % 10) - 5, { occurredAt, ownerId: `o-${n % 3}` });
  }
  await harbour.post('/accounts/a-5/freeze', {});
  await harbour.post('/accounts/a-15/close', {});
  await idle();
});
afterAll(() => harbour.stop());

async function list(query: string): Promise<{ accounts: readonly Listed[]; nextCursor: string | null }> {
  const { status, body } = await harbour.get(`/accounts?${query}`);
  expect(status).toBe(200);
  return body as never;
}

/** All pages, one after the other. */
async function pages(query: string, meanwhile?: () => Promise<void>): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await list(cursor === undefined ? query : `${query}&cursor=${cursor}`);
    all.push(...page.accounts);
    cursor = page.nextCursor;
    await meanwhile?.();
  } while (cursor !== null);
  return all;
}

describe('GET /accounts', () => {
  test('shows each account with what can be said of it in one line', async () => {
    expect((await list('limit=1000')).accounts.find(({ accountId }) => accountId === 'a-9')).toEqual({
      accountId: 'a-9',
      ownerId: 'o-0',
      currency: 'EUR',
      status: 'open',
      balanceMinor: 4,
      openedAt: '2026-01-04T00:00:00.000Z',
      version: 2,
    });
  });

  test.each(['balanceMinor', '-balanceMinor', 'openedAt', '-openedAt'] as const)(
    'goes through all of them by %s, whatever the size of the page',
    async (sort) => {
      const whole = (await list(`sort=${sort}&limit=1000`)).accounts;
      expect(new Set(whole.map(({ accountId }) => accountId)).size).toBe(count);
      const field = sort.replace('-', '') as 'balanceMinor';
      const values = whole.map((account) => account[field]);
      const ascending = values.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
      expect(values).toEqual(sort.startsWith('-') ? ascending.toReversed() : ascending);
      for (const limit of [1, 7, 29, 30]) expect(await pages(`sort=${sort}&limit=${limit}`)).toEqual(whole);
    },
  );

  test('is ordered by the opening unless it is told otherwise, and has no page behind the last one', async () => {
    expect(await list('limit=30')).toEqual({ ...(await list('sort=openedAt')), nextCursor: null });
  });

  test.each([
    ['ownerId=o-2', ({ accountId }: Listed) => Number(accountId.slice(2)) % 3 === 2],
    ['status=frozen', ({ accountId }: Listed) => accountId === 'a-5'],
    ['status=closed', ({ accountId }: Listed) => accountId === 'a-15'],
    ['minBalanceMinor=3', ({ balanceMinor }: Listed) => balanceMinor >= 3],
    ['minBalanceMinor=-2', ({ balanceMinor }: Listed) => balanceMinor >= -2],
    [
      'status=open&ownerId=o-1&minBalanceMinor=0',
      ({ accountId, balanceMinor }: Listed) => Number(accountId.slice(2)) % 3 === 1 && balanceMinor >= 0,
    ],
    ['ownerId=nobody', () => false],
  ])('shows those alone that %s asks for, page by page as well', async (filter, wanted) => {
    const all = (await list('limit=1000')).accounts.filter(wanted);
    expect(await pages(`${filter}&limit=2`)).toEqual(all);
  });

  test('loses and repeats no account that stays where it is, while others come and move', async () => {
    let n = 0;
    const seen = await pages('sort=balanceMinor&limit=4', async () => {
      // One far below and one far above the page, and one that goes from one end to the other.
      await open(`new-${n}`, -1000 - n);
      await open(`new-${n + 1}`, 1000 + n);
      await harbour.post('/accounts/a-0/deposits', { amountMinor: 2000 });
      await harbour.post('/accounts/a-0/withdrawals', { amountMinor: 2000 });
      n += 2;
      await idle();
      if (n > 40) throw new Error('The list does not end.');
    });
    const ids = seen.map(({ accountId }) => accountId).filter((id) => id.startsWith('a-') && id !== 'a-0');
    expect(ids).toHaveLength(count - 1);
    expect(new Set(ids).size).toBe(count - 1);
  });

  test.each([
    ['status=unopened', 'status'],
    ['minBalanceMinor=1e3', 'minBalanceMinor'],
    ['minBalanceMinor=-0', 'minBalanceMinor'],
    ['sort=ownerId', 'sort'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['cursor=nonsense', 'cursor'],
    ['status=open&status=closed', 'status'],
    ['owner=o-1', 'owner'],
  ])('refuses %s, and names the field', async (query, field) => {
    const { status, body } = await harbour.get(`/accounts?${query}`);
    expect([status, body['code']]).toEqual([400, 'request-invalid']);
    expect(body['errors']).toMatchObject([{ field }]);
  });

  test('refuses the cursor of another order', async () => {
    const { nextCursor } = await list('sort=balanceMinor&limit=1');
    const { status, body } = await harbour.get(`/accounts?sort=openedAt&cursor=${nextCursor}`);
    expect([status, body['errors']]).toMatchObject([400, [{ field: 'cursor' }]]);
  });
});

test('Each order has an index, and so have an owner and the rarer ones by their status', async () => {
  const { manager } = harbour.app.get(DataSource);
  const query = () => manager.createQueryBuilder(AccountBalance, 'account').limit(10);
  const asked = [
    query().orderBy('account.balanceMinor', 'DESC').addOrderBy('account.accountId', 'DESC'),
    query()
      .where("(account.openedAt, account.accountId) > ('2026-01-05', 'a')")
      .orderBy('account.openedAt')
      .addOrderBy('account.accountId'),
    query().where("account.ownerId = 'o-1'"),
    query().where("account.status = 'closed'"),
  ];
  await manager.transaction(async (inside) => {
    // On thirty rows it would look at each of them.
    await inside.query('SET LOCAL enable_seqscan = off');
    for (const one of asked) {
      const plan = JSON.stringify(await inside.query(`EXPLAIN ${one.getQuery()}`));
      expect(plan).toMatch(/Index|Bitmap/);
      expect(plan).not.toMatch(/Sort|Seq Scan/);
    }
  });
});
