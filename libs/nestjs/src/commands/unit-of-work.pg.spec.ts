import { setTimeout as sleep } from 'node:timers/promises';
import { ConcurrencyError } from '@daybook/event-store';
import type { TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OneForAllContext } from './example/one-for-all-context.js';
import { Payout, payoutDatabase, PayoutProcess } from './example/payouts.js';
import { Counted } from './example/tally.js';
import { MessageContext } from './message/message-context.js';

let database: TestDatabase;
let app: PayoutProcess;
let count = 0;

beforeAll(async () => {
  database = await payoutDatabase();
  app = await PayoutProcess.start(database.applicationUrl);
});
afterAll(async () => {
  await app.stop();
  await database.drop();
});

const newId = (): string => `t-${++count}`;

/** What goes wrong when forty requests do a unit of work each at the same time, a third of which are rolled back. */
async function mixedUp(process: PayoutProcess): Promise<readonly string[]> {
  const { tallies, transactions, unitOfWork } = process;
  const request = async (n: number): Promise<string | undefined> => {
    const id = `${newId()}-parallel`;
    const fails = n % 3 === 0;
    const work = unitOfWork.run(async (manager) => {
      await tallies.create(id, (tally) => tally.begin('o-1'));
      await sleep(Math.random() * 20);
      if (transactions.current() !== manager) throw new Error('somebody else’s transaction');
      await tallies.update(id, (tally) => tally.count(1));
      await manager.insert(Payout, { id, amount: 1 });
      if (fails) throw new Error('rolled back');
    });
    const outcome = await work.then(
      () => 'kept',
      (error: unknown) => (error as Error).message,
    );
    if (outcome !== (fails ? 'rolled back' : 'kept')) return `${n}: ${outcome}`;
    if (transactions.current() !== undefined) return `${n}: still in a transaction`;
    const kept = [(await tallies.find(id))?.sum ?? 0, (await process.payouts(id)).length];
    return kept.every((count) => count === (fails ? 0 : 1)) ? undefined : `${n}: ${kept.join(', ')}`;
  };
  const wrong = await Promise.all(Array.from({ length: 40 }, (_, n) => request(n).catch(String)));
  return wrong.filter((finding) => finding !== undefined);
}

describe('A unit of work', () => {
  test('keeps aggregates and entities together, without anybody handing the transaction on', async () => {
    const [one, other] = [await app.begin(newId()), await app.begin(newId())];
    const answer = await app.unitOfWork.run(async (manager) => {
      await manager.save(Payout, { id: one, amount: 5 });
      await app.tallies.update(one, (tally) => tally.count(-5));
      return (await app.tallies.update(other, (tally) => tally.count(5))).aggregate.sum;
    });
    expect(answer).toBe(5);
    expect([await app.sum(one), await app.sum(other), await app.payouts(one)]).toEqual([-5, 5, [5]]);
  });

  test('leaves nothing of it when the work throws, and throws the same', async () => {
    const id = await app.begin(newId());
    const reason = new Error('changed my mind');
    const failing = app.unitOfWork.run(async (manager) => {
      await app.tallies.update(id, (tally) => tally.count(5));
      await manager.save(Payout, { id, amount: 5 });
      throw reason;
    });
    await expect(failing).rejects.toBe(reason);
    expect([await app.sum(id), await app.payouts(id)]).toEqual([0, []]);
  });

  test('hears of work that throws before it has begun', async () => {
    const failing = app.unitOfWork.run(() => {
      throw new Error('at once');
    });
    await expect(failing).rejects.toThrow('at once');
  });

  test('sees what it has decided itself, and nobody else does', async () => {
    const id = await app.begin(newId());
    await app.unitOfWork.run(async () => {
      await app.tallies.update(id, (tally) => tally.count(1));
      expect(await app.sum(id)).toBe(1);
      expect(await app.transactions.run(undefined, () => app.sum(id))).toBe(0);
    });
    expect(await app.sum(id)).toBe(1);
  });

  test('leaves no memory of what it has rolled back, and none that is older than what it has committed', async () => {
    const id = await app.begin(newId());
    const count = () => app.tallies.update(id, (tally) => tally.count(1));
    expect((await count()).result).toBe(1);
    const rolledBack = app.unitOfWork.run(async () => {
      expect((await count()).result).toBe(2);
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect((await count()).result).toBe(2);
    expect((await app.unitOfWork.run(count)).result).toBe(3);
    expect((await count()).result).toBe(4);
    expect(await app.sum(id)).toBe(4);
  });

  test('goes on after an append that was refused', async () => {
    const id = await app.begin(newId());
    await app.unitOfWork.run(async (manager) => {
      const tally = await app.tallies.load(id);
      await app.transactions.run(undefined, () => app.tallies.update(id, (other) => other.count(100)));
      tally.count(1);
      await expect(app.tallies.save(tally)).rejects.toMatchObject({ code: 'concurrency-conflict', actual: 2 });
      await manager.save(Payout, { id, amount: 7 });
      await app.tallies.update(id, (again) => again.count(10));
    });
    expect([await app.sum(id), await app.payouts(id)]).toEqual([110, [7]]);
  });

  test('takes what is done at the same time within it one after another', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => app.begin(newId())));
    await app.unitOfWork.run((manager) =>
      Promise.all([
        ...ids.map((id) => app.tallies.update(id, (tally) => tally.count(1))),
        ...ids.map((id) => manager.insert(Payout, { id, amount: 1 })),
        app.store.head(),
      ]),
    );
    expect(await Promise.all(ids.map((id) => app.sum(id)))).toEqual([1, 1, 1, 1, 1]);
    expect((await Promise.all(ids.map((id) => app.payouts(id)))).flat()).toEqual([1, 1, 1, 1, 1]);
  });

  test('never meets the one of a request beside it', async () => {
    expect(await mixedUp(app)).toEqual([]);
  });

  test('would meet it if the context were one for all, which is caught', async () => {
    const wrong = await PayoutProcess.start(database.applicationUrl, { transactions: new OneForAllContext() });
    expect(await mixedUp(wrong)).not.toEqual([]);
    await wrong.stop();
  });

  test('is over for what was begun in it and goes on after its end', async () => {
    const id = await app.begin(newId());
    let late: Promise<unknown> = Promise.resolve();
    await app.unitOfWork.run(() => {
      late = sleep(50).then(() => app.tallies.update(id, (tally) => tally.count(1)));
      late.catch(() => undefined);
      return Promise.resolve();
    });
    await expect(late).rejects.toMatchObject({ code: 'invalid-append', field: 'manager' });
    expect(await app.sum(id)).toBe(0);
  });
});

describe('Within a transaction that is open already, a unit of work', () => {
  test('of its own is part of that one, and limits or repeats nothing', async () => {
    const id = await app.begin(newId());
    let attempts = 0;
    const failing = app.unitOfWork.run(async (outer) => {
      await app.unitOfWork.run(
        async (manager) => {
          attempts += 1;
          expect(manager).toBe(outer);
          await app.tallies.update(id, (tally) => tally.count(1));
        },
        { timeLimit: 1, isolation: 'SERIALIZABLE', retries: 5 },
      );
      throw Object.assign(new Error('the outer one fails'), { attempts });
    });
    await expect(failing).rejects.toMatchObject({ message: 'the outer one fails', attempts: 1 });
    expect(await app.sum(id)).toBe(0);
  });

  test('of the application is part of that one, however that one was carried there', async () => {
    const id = await app.begin(newId());
    const failing = app.dataSource.transaction((manager) =>
      app.transactions.run(manager, async () => {
        await app.unitOfWork.run(() => app.tallies.update(id, (tally) => tally.count(1)), { retries: 3 });
        throw new Error('rolled back by its holder');
      }),
    );
    await expect(failing).rejects.toThrow('rolled back by its holder');
    expect(await app.sum(id)).toBe(0);
  });

  test('does not repeat somebody else’s', async () => {
    let attempts = 0;
    const work = (): Promise<void> => {
      attempts += 1;
      throw new ConcurrencyError('tally-1', 1, 2);
    };
    const conflicting = app.dataSource.transaction((manager) =>
      app.transactions.run(manager, () => app.unitOfWork.run(work, { retries: 3 })),
    );
    await expect(conflicting).rejects.toMatchObject({ code: 'concurrency-conflict' });
    expect(attempts).toBe(1);
  });
});

describe('After a conflict, a unit of work', () => {
  /** Another writer is first, in so many of the attempts. */
  async function contended(id: string, conflicts: number, retries?: number): Promise<number> {
    let attempts = 0;
    await app.unitOfWork.run(
      async (manager) => {
        attempts += 1;
        await manager.insert(Payout, { id, amount: attempts });
        const tally = await app.tallies.load(id);
        if (attempts <= conflicts) {
          await app.transactions.run(undefined, () => app.tallies.update(id, (other) => other.count(100)));
        }
        tally.count(1);
        await app.tallies.save(tally);
      },
      retries === undefined ? {} : { retries },
    );
    return attempts;
  }

  test('is done again as a whole, as often as it may be', async () => {
    const id = await app.begin(newId());
    expect(await contended(id, 3, 3)).toBe(4);
    expect([await app.sum(id), await app.payouts(id)]).toEqual([301, [4]]);
  });

  test.each([
    ['it is not told to', undefined],
    ['what it is told is no number', Number.NaN],
  ])('is not done again if %s', async (_what, retries) => {
    const id = await app.begin(newId());
    await expect(contended(id, 1, retries)).rejects.toMatchObject({ code: 'concurrency-conflict' });
    expect([await app.sum(id), await app.payouts(id)]).toEqual([100, []]);
  });

  test('of its own statements, too, is done again: a serialisation failure is none of the driver’s', async () => {
    const id = await app.begin(newId());
    await app.dataSource.manager.insert(Payout, { id, amount: 0 });
    const add = (retries: number) =>
      app.unitOfWork.run(
        async (manager) => {
          const found = await manager.findOneByOrFail(Payout, { id });
          await sleep(20);
          await manager.update(Payout, { id }, { amount: found.amount + 1 });
        },
        { isolation: 'SERIALIZABLE', retries },
      );
    await Promise.all(Array.from({ length: 5 }, () => add(20)));
    expect(await app.payouts(id)).toEqual([5]);
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => add(0)));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'transaction-conflict' });
    }
    expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
  });

  test('in appends under a stricter isolation, too', async () => {
    const id = await app.begin(newId());
    const add = () =>
      app.unitOfWork.run(() => app.tallies.update(id, (tally) => tally.count(1)), {
        isolation: 'REPEATABLE READ',
        retries: 50,
      });
    await Promise.all(Array.from({ length: 8 }, add));
    expect(await app.sum(id)).toBe(8);
  });

  test('does not forget between two attempts that another version was expected', async () => {
    const id = await app.begin(newId());
    let attempts = 0;
    const sent = MessageContext.run({ expectedVersions: [1] }, () =>
      app.unitOfWork.run(
        async () => {
          attempts += 1;
          await app.tallies.update(id, (tally) => tally.count(1));
          throw new ConcurrencyError('tally-1', 1, 2);
        },
        { retries: 50 },
      ),
    );
    // Somebody else is first, while the function is being done again and again.
    await app.store.append(`tally-${id}`, [Counted.of({ amount: 100 })], { expected: 'any' });
    await expect(sent).rejects.toMatchObject({ code: 'aggregate-outdated', actual: 2 });
    expect(attempts).toBeGreaterThan(0);
  });
});
