import { setTimeout as sleep } from 'node:timers/promises';
import type { TransactionManager } from '@daybook/event-store';
import type { TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Payout, payoutDatabase, PayoutProcess } from './example/payouts.js';
import { CommandKey } from './message/command-key.js';
import { MessageContext } from './message/message-context.js';
import type { UnitOfWorkOptions } from './unit-of-work.js';

let database: TestDatabase;
let one: PayoutProcess;
let other: PayoutProcess;
let count = 0;
let runs = 0;

beforeAll(async () => {
  database = await payoutDatabase();
  one = await PayoutProcess.start(database.applicationUrl, { poolSize: 4 });
  other = await PayoutProcess.start(database.applicationUrl, { poolSize: 4 });
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await database.drop();
});
beforeEach(() => {
  runs = 0;
});

const newId = (): string => `t-${++count}`;

interface Request {
  readonly id: string;
  readonly amount?: number;
  readonly actor?: string;
}

/** Handles a request under its key; `id` is the key as well as what it is about. */
function handled<R>(
  { id, amount = 1, actor = 'ann' }: Request,
  app: PayoutProcess,
  work: (manager: TransactionManager) => Promise<R>,
  options?: UnitOfWorkOptions,
): Promise<R> {
  const operation = { type: 'pay', payload: { id, amount } };
  return MessageContext.run({ idempotencyKey: id, operation, metadata: { actor } }, () =>
    app.unitOfWork.run((manager) => {
      runs += 1;
      return work(manager);
    }, options),
  );
}

async function pay(request: Request, app = one, options?: UnitOfWorkOptions): Promise<unknown> {
  const { id, amount = 1 } = request;
  const work = async (manager: TransactionManager) => {
    const { length } = await manager.findBy(Payout, { id });
    await manager.insert(Payout, { id: length === 0 ? id : `${id}-twice`, amount });
    const { version } = await app.tallies.update(id, (tally) => tally.count(amount));
    const begun = await app.tallies.create(`${id}-paid-${version}`, (tally) => tally.begin('o-1'));
    return { version, at: begun.position, tags: ['paid', null], exact: 0.1 };
  };
  return handled(request, app, work, options);
}

describe('Under an idempotency key, fifty copies of a unit of work', () => {
  test.each<[string, UnitOfWorkOptions]>([
    ['in two processes', {}],
    ['in two processes, under a strict isolation', { isolation: 'SERIALIZABLE', retries: 5 }],
  ])('%s have one effect and one answer', async (_what, options) => {
    const id = await one.begin(newId());
    const copies = Array.from({ length: 50 }, (_, n) => pay({ id }, n % 2 === 0 ? one : other, options));
    const answers = await Promise.all(copies);
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveProperty('size', 1);
    expect(answers[0]).toEqual({ version: 2, at: expect.any(Number), tags: ['paid', null], exact: 0.1 });
    expect([await one.sum(id), await one.payouts(id), await one.payouts(`${id}-twice`)]).toEqual([1, [1], []]);
  });

  test('in one process do not use up its connections while they wait for the first', async () => {
    const id = await one.begin(newId());
    let goOn: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (goOn = resolve));
    const first = () => handled({ id }, one, () => asked.then(() => 1));
    const copies = Array.from({ length: 50 }, first);
    // Until all that the copies do before they wait is done.
    await sleep(100);
    // The first waits for the answer: without a connection for it, neither ever ends.
    await one.dataSource.query('SELECT 1');
    goOn();
    expect(await Promise.all(copies)).toEqual(Array<number>(50).fill(1));
    expect(runs).toBe(1);
  });
});

describe('Under an idempotency key, a unit of work', () => {
  test('is known again after a restart, with the position that it had reached', async () => {
    const id = await one.begin(newId());
    const first = await pay({ id });
    const restarted = await PayoutProcess.start(database.applicationUrl);
    const operation = { type: 'pay', payload: { id, amount: 1 } };
    await MessageContext.run({ idempotencyKey: id, operation, metadata: { actor: 'ann' } }, async () => {
      expect(await restarted.unitOfWork.run(() => Promise.reject(new Error('not again')))).toEqual(first);
      expect(MessageContext.current?.progress.position).toBe((first as { at: number }).at);
    });
    await restarted.stop();
  });

  test('is refused for another request, and done for another actor', async () => {
    const id = await one.begin(newId());
    await pay({ id });
    await expect(pay({ id, amount: 2 }, other)).rejects.toMatchObject({ code: 'idempotency-key-conflict' });
    expect(await one.sum(id)).toBe(1);
    expect(await handled({ id, actor: 'bob' }, one, () => Promise.resolve('bob’s'))).toBe('bob’s');
  });

  test('that has failed has left no key behind, and is done when it is asked for again', async () => {
    const id = await one.begin(newId());
    const failing = handled({ id }, one, async (manager) => {
      await manager.insert(Payout, { id, amount: 1 });
      throw new Error('out of luck');
    });
    await expect(failing).rejects.toThrow('out of luck');
    expect(await pay({ id }, other)).toMatchObject({ version: 2 });
  });

  test('may answer nothing, and keeps what it has appended to', async () => {
    const id = await one.begin(newId());
    const work = (): Promise<unknown> =>
      handled({ id }, one, async () => {
        await one.tallies.update(id, (tally) => tally.count(1));
        await one.tallies.update(id, (tally) => tally.count(1));
      });
    expect(await work()).toBeUndefined();
    expect(await work()).toBeUndefined();
    expect(runs).toBe(1);
    const [key] = await one.dataSource.query<{ key: string; kept: unknown }[]>(
      `SELECT key, jsonb_build_array(to_jsonb(stream_ids), to_jsonb(versions), answer) AS kept
       FROM daybook.idempotency_keys WHERE key LIKE $1`,
      [`pay:${id}:%`],
    );
    expect(key?.kept).toEqual([[`tally-${id}`], [3], {}]);
    expect(await one.store.findAppend(key?.key ?? '')).toMatchObject({ answer: {}, streams: [{ version: 3 }] });
  });

  test('does not keep what a savepoint within it has undone', async () => {
    const id = await one.begin(newId());
    const kept = await handled({ id }, one, async (manager) => {
      await one.tallies.update(id, (tally) => tally.count(1));
      const undone = manager.transaction(async () => {
        await one.tallies.update(id, (tally) => tally.count(10));
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      return null;
    });
    expect(kept).toBeNull();
    const rows = await one.dataSource.query<unknown[]>(
      'SELECT versions::int[] FROM daybook.idempotency_keys WHERE key LIKE $1',
      [`pay:${id}:%`],
    );
    expect(rows).toEqual([{ versions: [2] }]);
  });

  test.each<[string, unknown, string]>([
    ['a Date', { paid: [{ at: new Date(0) }] }, 'answer.paid[0].at'],
    ['a class’s object', new Map(), 'answer'],
    ['a number that is none', Number.NaN, 'answer'],
    ['a megabyte', 'x'.repeat(2 ** 20), 'answer'],
  ])('that answers %s is refused, and nothing of it is kept', async (_what, answer, field) => {
    const id = await one.begin(newId());
    const failing = handled({ id }, one, async (manager) => {
      await manager.insert(Payout, { id, amount: 1 });
      return answer;
    });
    await expect(failing).rejects.toMatchObject({ code: 'answer-not-json', field });
    expect(await one.payouts(id)).toEqual([]);
    expect(await pay({ id })).toMatchObject({ version: 2 });
  });

  test('in a transaction of the application is kept or undone with that one', async () => {
    const id = await one.begin(newId());
    const inTransaction = (fails: boolean, app = one) =>
      app.dataSource.transaction((manager) =>
        app.transactions.run(manager, async () => {
          const answer = await pay({ id }, app);
          if (fails) throw new Error('rolled back by its holder');
          return answer;
        }),
      );
    await expect(inTransaction(true)).rejects.toThrow('rolled back by its holder');
    const first = await inTransaction(false);
    expect(await inTransaction(false, other)).toEqual(first);
    expect(await pay({ id })).toEqual(first);
    expect([await one.sum(id), await one.payouts(id)]).toEqual([1, [1]]);
  });

  test('that fails in a transaction of the application leaves that one as it was before', async () => {
    const id = await one.begin(newId());
    await one.dataSource.transaction((manager) =>
      one.transactions.run(manager, async () => {
        await manager.insert(Payout, { id: `${id}-before`, amount: 1 });
        const failing = handled({ id }, one, async () => {
          await manager.insert(Payout, { id, amount: 1 });
          await manager.insert(Payout, { id, amount: 1 });
        });
        await expect(failing).rejects.toMatchObject({ code: '23505' });
        await manager.insert(Payout, { id: `${id}-after`, amount: 1 });
      }),
    );
    expect([await one.payouts(id), await one.payouts(`${id}-before`), await one.payouts(`${id}-after`)]).toEqual([
      [],
      [1],
      [1],
    ]);
    expect(await pay({ id })).toMatchObject({ version: 2 });
  });

  describe('is the only one of its message', () => {
    const begun = async (): Promise<Request> => ({ id: await one.begin(newId()) });
    const later: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
      'another one': (id) => one.unitOfWork.run((manager) => manager.insert(Payout, { id, amount: 7 })),
      'a change of the same aggregate': (id) => one.tallies.update(id, (tally) => tally.count(7)),
      'a change of another one': (id) => one.tallies.create(`${id}-other`, (tally) => tally.begin('o-1')),
    };
    const first = (id: string) =>
      one.unitOfWork.run(() => one.tallies.update(id, (tally) => tally.count(1)).then(() => 1));
    const both = async ({ id }: Request, second: (id: string) => Promise<unknown>): Promise<unknown> => {
      const operation = { type: 'pay', payload: { id } };
      return MessageContext.run({ idempotencyKey: id, operation, metadata: { actor: 'ann' } }, async () => {
        await first(id);
        return second(id);
      });
    };

    test.each(Object.entries(later))('%s is refused, and so it is for its copies', async (_what, second) => {
      const request = await begun();
      for (let copy = 0; copy < 2; copy++) {
        await expect(both(request, second)).rejects.toMatchObject({ code: 'command-appended-twice' });
      }
      expect([await one.sum(request.id), await one.payouts(request.id)]).toEqual([1, []]);
    });

    test('two of them at once are not taken for copies', async () => {
      const { id } = await begun();
      const operation = { type: 'pay', payload: { id } };
      const outcomes = await MessageContext.run({ idempotencyKey: id, operation }, () =>
        Promise.allSettled([first(id), later['another one']?.(id)]),
      );
      expect(outcomes).toMatchObject([{ value: 1 }, { reason: { code: 'command-appended-twice' } }]);
    });

    test('and one whose transaction was rolled back is done again', async () => {
      const { id } = await begun();
      const operation = { type: 'pay', payload: { id } };
      const answer = await MessageContext.run({ idempotencyKey: id, operation }, async () => {
        await expect(one.unitOfWork.run(() => Promise.reject(new Error('not yet')))).rejects.toThrow('not yet');
        return first(id);
      });
      expect([answer, await one.sum(id)]).toEqual([1, 1]);
    });

    test('is a promise that a key breaks which is not used up with the commit', async () => {
      const { spend } = CommandKey.prototype;
      const until = jest.spyOn(CommandKey.prototype, 'spend').mockImplementation(function (this: CommandKey, manager) {
        if (manager !== undefined) spend.call(this, manager);
      });
      const request = await begun();
      // Taken for a copy: told what the first one answered, and not done.
      expect(await both(request, later['another one']!)).toBe(1);
      expect(await one.payouts(request.id)).toEqual([]);
      until.mockRestore();
    });
  });
});
