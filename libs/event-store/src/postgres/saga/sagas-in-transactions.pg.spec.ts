import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { SagaAddress } from '../../saga/saga-record.js';
import type { ClaimedStep } from '../../saga/saga-step.js';
import type { SagaStore } from '../../saga/saga-store.js';
import { ExampleStore } from '../example/example-store.js';
import { newStream, notes } from '../example/noted.js';
import { Sent } from '../example/sent.js';
import { begun, deciding } from './example/deciding.js';

const example = ExampleStore.ofThisSpec();

function claim(store: SagaStore, saga: string, limit = 100, leaseMs = 60_000): Promise<readonly ClaimedStep[]> {
  return store.claim({ process: `p-${randomUUID()}`, sagas: [{ saga, versions: [1] }], limit, leaseMs });
}

/** Says that a step was carried out; answers whether it was still the claimer's. */
function settle(store: SagaStore, claimed: ClaimedStep, more = 0): Promise<boolean> {
  return store.change(claimed, async (held, manager) => {
    if (held === undefined || !(await store.stands(claimed, manager))) return { change: undefined, result: false };
    const { record, steps } = deciding(claimed, held.record.steps, more);
    const moved = [{ number: claimed.step.number, status: 'done' } as const];
    return { change: { record, steps, moved, deadlines: [], over: [] }, result: true };
  });
}

async function setDefaultIsolation(isolation: string): Promise<void> {
  const { applicationRole, name } = example.database;
  await example.ask(
    `ALTER ROLE ${applicationRole} IN DATABASE ${name} SET default_transaction_isolation = '${isolation}'`,
  );
}

test('an instance that somebody is changing is waited for neither by who takes steps nor by who renews claims', async () => {
  const { store, dataSource } = example;
  const saga = `s-${randomUUID()}`;
  const sent = await begun(store.sagas, saga);
  const [mine] = await claim(store.sagas, saga);
  const [held, free] = [await begun(store.sagas, saga), await begun(store.sagas, saga)];
  await dataSource.transaction(async (manager) => {
    await store.sagas.held([held, sent], manager);
    expect((await claim(store.sagas, saga)).map(({ key }) => key)).toEqual([free.key]);
    const renewed = await store.sagas.renew(mine!.step.claimedBy!, [mine!.claim], 60_000);
    expect([...renewed]).toEqual([mine!.claim]);
  });
  expect((await claim(store.sagas, saga)).map(({ key }) => key)).toEqual([held.key]);
});

test('what was written and used up goes when the transaction is rolled back', async () => {
  const { store, dataSource } = example;
  const [address, key] = [{ saga: `s-${randomUUID()}`, key: 'a' }, randomUUID()];
  const failed = dataSource.transaction(async (manager) => {
    await store.sagas.held([address], manager);
    await store.sagas.write([deciding(address, 0, 3)], manager);
    expect(await store.sagas.spend(key, manager)).toBe(true);
    throw new Error('roll back');
  });
  await expect(failed).rejects.toThrow('roll back');
  expect(await store.sagas.show(address)).toBeUndefined();
  await store.append(newStream(), notes('a'), { expected: 'noStream', idempotencyKey: key });
});

test('who uses a key up waits for the transaction that is using it, and is told how that ended', async () => {
  const { store, dataSource } = example;
  for (const isCommitted of [true, false]) {
    const address = await begun(store.sagas, `s-${randomUUID()}`);
    const idempotencyKey = randomUUID();
    let spent: Promise<boolean> | undefined;
    const command = dataSource.transaction(async (manager) => {
      await store.append(newStream(), notes('a'), { expected: 'noStream', idempotencyKey, manager });
      let isOver = false;
      spent = store.sagas.change(address, async (_held, within) => ({
        change: undefined,
        result: await store.sagas.spend(idempotencyKey, within).finally(() => (isOver = true)),
      }));
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(isOver).toBe(false);
      if (!isCommitted) throw new Error('roll back');
    });
    await (isCommitted ? command : expect(command).rejects.toThrow('roll back'));
    expect(await spent).toBe(!isCommitted);
  }
});

test('two who begin the same instance in transactions of their own do not both', async () => {
  const { store, dataSource } = example;
  const address = { saga: `s-${randomUUID()}`, key: 'a' };
  let looked = 0;
  let goOn = (): void => undefined;
  const allHaveLooked = new Promise<void>((resolve) => (goOn = resolve));
  const begin = () =>
    dataSource.transaction(async (manager) => {
      expect(await store.sagas.held([address], manager)).toEqual([]);
      if (++looked === 3) goOn();
      await allHaveLooked;
      await store.sagas.write([deciding(address, 0, 1)], manager);
    });
  const outcomes = await Promise.allSettled([begin(), begin(), begin()]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  expect(refused).toMatchObject([{ code: 'transaction-conflict' }, { code: 'transaction-conflict' }]);
});

test('several hundred instances are held in one statement, and written in one', async () => {
  const dataSource = await example.connect(example.database.applicationUrl);
  const sent = new Sent(dataSource);
  const { sagas } = await example.openStore({ dataSource });
  const addresses = Array.from({ length: 300 }, (_, n) => ({ saga: `s-${randomUUID()}`, key: `${n}` }));
  for (const before of [0, 2]) {
    sent.names.length = 0;
    await dataSource.transaction(async (manager) => {
      await sagas.held(addresses, manager);
      await sagas.write(
        addresses.map((address) => deciding(address, before, 2)),
        manager,
      );
    });
    expect(sent.names).toEqual(['START TRANSACTION', 'hold_sagas', 'write_sagas', 'COMMIT']);
  }
});

test('what came of a step is put on record in two statements, and two around them', async () => {
  const dataSource = await example.connect(example.database.applicationUrl, 1);
  const sent = new Sent(dataSource);
  const { sagas } = await example.openStore({ dataSource });
  const { saga } = await begun(sagas, `s-${randomUUID()}`);
  const [claimed] = await claim(sagas, saga);
  const inTransaction = ['START TRANSACTION', 'limit_transaction', 'hold_sagas'];
  for (const isFirst of [true, false]) {
    sent.names.length = 0;
    expect(await settle(sagas, claimed!)).toBe(isFirst);
    expect(sent.names).toEqual([...inTransaction, ...(isFirst ? ['write_sagas'] : []), 'COMMIT']);
  }
});

test('once something is written the database is asked whether a claim stands', async () => {
  const { sagas } = example.store;
  const address = await begun(sagas, `s-${randomUUID()}`);
  const [claimed] = await claim(sagas, address.saga);
  await sagas.change(address, async (_held, manager) => {
    expect(await sagas.stands(claimed!, manager)).toBe(true);
    const moved = [{ number: 1, status: 'done' } as const];
    await sagas.write([{ ...deciding(address, 1, 0), moved }], manager);
    expect(await sagas.stands(claimed!, manager)).toBe(false);
    return { change: undefined, result: undefined };
  });
});

test('however writers and takers meet, whoever takes an instance is given the step that it has come to', async () => {
  const other = await example.openStore({ dataSource: await example.connect(example.database.applicationUrl) });
  const stores = [example.store.sagas, other.sagas];
  const saga = `s-${randomUUID()}`;
  const goal = 25;
  for (let n = 0; n < 4; n++) await begun(stores[0]!, saga);
  const met = new Map<string, number[]>();
  const take = async (store: SagaStore): Promise<void> => {
    for (let idle = 0; idle < 40;) {
      const claims = await claim(store, saga, 2);
      idle = claims.length === 0 ? idle + 1 : 0;
      if (claims.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      for (const claimed of claims) {
        met.set(claimed.key, [...(met.get(claimed.key) ?? []), claimed.step.number]);
        await settle(store, claimed, claimed.step.number < goal ? 1 : 0);
      }
    }
  };
  await Promise.all([...stores, ...stores, ...stores].map(take));
  const inOrder = Array.from({ length: goal }, (_, n) => n + 1);
  expect([...met.values()]).toEqual([inOrder, inOrder, inOrder, inOrder]);
  // None was taken of which nobody was told.
  expect(
    await example.ask('SELECT count(*)::int FROM daybook.saga_instances WHERE saga = $1 AND claim IS NOT NULL', [saga]),
  ).toEqual([0]);
});

describe('where the role’s default is another', () => {
  afterEach(() => setDefaultIsolation('read committed'));

  test.each(['repeatable read', 'serializable'])(
    '%s, those who change and take at once wait for each other',
    async (level) => {
      await setDefaultIsolation(level);
      const dataSource = await example.connect(example.database.applicationSessionUrl);
      const { sagas } = await example.openStore({ dataSource });
      const saga = `s-${randomUUID()}`;
      const addresses = await Promise.all(['a', 'b', 'c'].map((key) => begun(sagas, saga, key)));
      const change = (address: SagaAddress) =>
        sagas.change(address, async (held) => ({
          change: deciding(address, held!.record.steps, 1),
          result: undefined,
        }));
      const taken: ClaimedStep[] = [];
      const take = async (): Promise<void> => {
        taken.push(...(await claim(sagas, saga, 2)));
      };
      await Promise.all([...addresses, ...addresses, ...addresses].flatMap((address) => [change(address), take()]));
      await take();
      expect(taken.map(({ key, step }) => `${key}${step.number}`).toSorted()).toEqual(['a1', 'b1', 'c1']);
      expect((await sagas.list({ saga })).map(({ steps }) => steps)).toEqual([4, 4, 4]);
      await Promise.all(taken.map(async (claimed) => expect(await settle(sagas, claimed)).toBe(true)));
    },
  );
});

test('without a transaction nothing is held, and nothing written', async () => {
  const { sagas } = example.store;
  const address = { saga: `s-${randomUUID()}`, key: 'a' };
  const refused = { code: 'invalid-saga', field: 'manager' };
  await expect(sagas.held([address], undefined)).rejects.toMatchObject(refused);
  await expect(sagas.write([deciding(address, 0, 1)], undefined)).rejects.toMatchObject(refused);
  await expect(sagas.spend('key', undefined)).rejects.toMatchObject(refused);
});

test('what came to its end can be deleted by the owner, with its steps and deadlines', async () => {
  const address = await begun(example.store.sagas, `s-${randomUUID()}`);
  await example.ask('DELETE FROM daybook.saga_instances WHERE saga = $1', [address.saga]);
  expect(await example.store.sagas.show(address)).toBeUndefined();
  expect(await example.ask('SELECT count(*)::int FROM daybook.saga_steps WHERE saga = $1', [address.saga])).toEqual([
    0,
  ]);
});
