import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { ExampleStore } from './example/example-store.js';
import { Noted } from './example/noted.js';
import type { TransactionManager } from './transactions.js';

const example = ExampleStore.ofThisSpec();
let count = 0;

beforeAll(async () => {
  await example.ask('CREATE TABLE public.orders (id text PRIMARY KEY, total integer NOT NULL DEFAULT 0)');
  await example.ask(
    `CREATE TABLE public.lines (order_id text NOT NULL REFERENCES public.orders DEFERRABLE INITIALLY DEFERRED)`,
  );
  await example.ask(`GRANT ALL ON public.orders, public.lines TO ${example.database.applicationRole}`);
});

const newId = (): string => `o-${++count}`;
const insert = (manager: TransactionManager, id: string) =>
  manager.query(`INSERT INTO public.orders (id) VALUES ($1)`, [id]);
const note = (manager: TransactionManager, id: string) =>
  example.store.append(`note-${id}`, [Noted.of({ text: id })], { expected: 'any', manager });
const kept = async (id: string): Promise<unknown> => ({
  rows: (await example.ask('SELECT id FROM public.orders WHERE id = $1', [id])).length,
  events: (await example.log()).filter(({ streamId }) => streamId === `note-${id}`).length,
});
const openOnServer = () =>
  example.ask(
    `SELECT pid FROM pg_stat_activity WHERE usename = $1 AND datname = current_database() AND xact_start IS NOT NULL`,
    [example.database.applicationRole],
  );
/** Where the first of two waits for the second. */
function meeting(): () => Promise<void> {
  let both: () => void = () => undefined;
  const met = new Promise<void>((resolve) => (both = resolve));
  let came = 0;
  return () => (++came === 2 ? (both(), met) : met);
}
/** What is still open after a second; a statement that only looks is gone by then. */
async function leftOpenOnServer(): Promise<readonly unknown[]> {
  for (let n = 0; n < 50; n++) {
    if ((await openOnServer()).length === 0) return [];
    await sleep(20);
  }
  return openOnServer();
}
const run: typeof example.store.transactions.run = (work, options) => example.store.transactions.run(work, options);

describe('A transaction of the store', () => {
  test('keeps rows and events together, and answers what its work answers', async () => {
    const id = newId();
    const answer = await run(async (manager) => {
      await insert(manager, id);
      return (await note(manager, id)).version;
    });
    expect(answer).toBe(1);
    expect(await kept(id)).toEqual({ rows: 1, events: 1 });
  });

  test('that fails leaves nothing, and throws what its work has thrown', async () => {
    const id = newId();
    const failing = run(async (manager) => {
      await insert(manager, id);
      await note(manager, id);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow(/^changed my mind$/);
    expect(await kept(id)).toEqual({ rows: 0, events: 0 });
  });

  test('is under READ COMMITTED unless it is told otherwise, and leaves no setting behind', async () => {
    const settings = (manager: TransactionManager) =>
      manager.query<{ isolation: string; limit: string }[]>(
        `SELECT current_setting('transaction_isolation') AS isolation, current_setting('statement_timeout') AS limit`,
      );
    expect(await run(settings)).toEqual([{ isolation: 'read committed', limit: '30s' }]);
    const strict = await run(settings, { isolation: 'SERIALIZABLE', timeLimit: 1_500 });
    expect(strict).toEqual([{ isolation: 'serializable', limit: '1500ms' }]);
    expect(await settings(example.dataSource.manager)).toEqual([{ isolation: 'read committed', limit: '0' }]);
  });

  test('takes no limit away that is lower than its own', async () => {
    // In this database alone: the role is one of the whole server, and other specs are at work.
    const role = `${example.database.applicationRole} IN DATABASE ${example.database.name}`;
    await example.owner.query(`ALTER ROLE ${role} SET statement_timeout = '2s'`);
    const strict = await example.connect(example.database.applicationSessionUrl);
    await example.owner.query(`ALTER ROLE ${role} RESET statement_timeout`);
    const store = await example.openStore({ dataSource: strict });
    const show = (manager: TransactionManager) => manager.query<unknown[]>('SHOW statement_timeout');
    expect(await store.transactions.run(show)).toEqual([{ statement_timeout: '2s' }]);
  });

  test.each([
    [{ timeLimit: 0 }, 'timeLimit'],
    [{ timeLimit: 1.5 }, 'timeLimit'],
    [{ isolation: 'CHAOS' as 'SERIALIZABLE' }, 'isolation'],
  ])('is not opened with %j', async (options, option) => {
    await expect(run(() => Promise.resolve(), options)).rejects.toMatchObject({ code: 'invalid-transaction', option });
  });

  test('is committed when the work has left a transaction within it open', async () => {
    const id = newId();
    await run(async (manager) => {
      await manager.queryRunner?.startTransaction();
      await insert(manager, id);
    });
    expect(await kept(id)).toMatchObject({ rows: 1 });
  });

  test('keeps what was begun in it and not awaited, and refuses what comes after its end', async () => {
    const id = newId();
    let late: Promise<unknown> = Promise.resolve();
    await run(async (manager) => {
      void note(manager, id);
      late = sleep(50).then(() => note(manager, `${id}-late`));
      late.catch(() => undefined);
    });
    await expect(late).rejects.toMatchObject({ code: 'invalid-append', field: 'manager' });
    expect(await kept(id)).toMatchObject({ events: 1 });
    expect(await kept(`${id}-late`)).toMatchObject({ events: 0 });
  });
});

describe('Where there is no connection, a transaction', () => {
  test('is not waited for longer than callers wait, and not by more of them than may', async () => {
    const dataSource = await example.connect(example.database.applicationUrl, 1);
    const store = await example.openStore({ dataSource, limits: { waitMs: 200, waiting: 2 } });
    const id = newId();
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    let only: Promise<void> | undefined;
    await new Promise<void>((begun) => {
      only = store.transactions.run(() => (begun(), ended));
    });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 3 }, () => store.transactions.run((manager) => insert(manager, id))),
    );
    const codes = outcomes.map((outcome) =>
      outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : '',
    );
    expect(codes).toEqual(['store-unavailable', 'store-unavailable', 'store-overloaded']);
    end();
    await only;
    await store.transactions.run((manager) => insert(manager, id));
    expect(await kept(id)).toMatchObject({ rows: 1 });
  });
});

describe('What the database refuses', () => {
  test('and the work ignores, is not taken for a commit', async () => {
    const id = newId();
    const failing = run(async (manager) => {
      await insert(manager, id);
      await insert(manager, id).catch(() => undefined);
    });
    await expect(failing).rejects.toMatchObject({ code: 'transaction-aborted', sqlState: '23505' });
    expect(await kept(id)).toMatchObject({ rows: 0 });
  });

  test('and nobody has waited for, is not taken for a commit either', async () => {
    const id = newId();
    const failing = run(async (manager) => {
      await insert(manager, id);
      // On the driver's queue in front of the COMMIT, and not yet refused when the work is done.
      void insert(manager, id).catch(() => undefined);
      await Promise.resolve();
    });
    await expect(failing).rejects.toMatchObject({ code: 'transaction-aborted', sqlState: '23505' });
    expect(await kept(id)).toMatchObject({ rows: 0 });
  });

  test('at the commit, is thrown on', async () => {
    const failing = run((manager) => manager.query(`INSERT INTO public.lines VALUES ('nowhere')`));
    await expect(failing).rejects.toMatchObject({ name: 'QueryFailedError', code: '23503' });
    expect(await leftOpenOnServer()).toEqual([]);
  });

  test('because the work has ended the transaction by itself, is said', async () => {
    const failing = run((manager) => manager.query('COMMIT'));
    await expect(failing).rejects.toMatchObject({ code: 'transaction-aborted', sqlState: undefined });
  });

  test('because another transaction was first, is a conflict, at a statement and at the commit', async () => {
    const [one, other] = [newId(), newId()];
    await example.ask(`INSERT INTO public.orders VALUES ($1), ($2)`, [one, other]);
    const turn = (read: string, write: string, met: () => Promise<void>) => async (manager: TransactionManager) => {
      await manager.query('SELECT total FROM public.orders WHERE id = $1', [read]);
      await met();
      await manager.query('UPDATE public.orders SET total = total + 1 WHERE id = $1', [write]);
    };
    const serializable = { isolation: 'SERIALIZABLE' } as const;
    for (const write of [one, other]) {
      const met = meeting();
      const both = await Promise.allSettled([
        run(turn(one, other, met), serializable),
        run(turn(other, write, met), serializable),
      ]);
      const failed = both.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(failed).toEqual([expect.objectContaining({ code: 'transaction-conflict', sqlState: '40001' })]);
    }
  });

  test('because of a deadlock, is a conflict', async () => {
    const [one, other] = [newId(), newId()];
    await example.ask(`INSERT INTO public.orders VALUES ($1), ($2)`, [one, other]);
    const met = meeting();
    const turn = (first: string, second: string) => async (manager: TransactionManager) => {
      await manager.query('UPDATE public.orders SET total = 1 WHERE id = $1', [first]);
      await met();
      await manager.query('UPDATE public.orders SET total = 1 WHERE id = $1', [second]);
    };
    const both = await Promise.allSettled([run(turn(one, other)), run(turn(other, one))]);
    const failed = both.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(failed).toEqual([expect.objectContaining({ code: 'transaction-conflict', sqlState: '40P01' })]);
  });
});

describe('A transaction whose time is over', () => {
  const timeLimit = 300;
  const outOfTime = { code: 'transaction-timed-out', timeLimit };

  test.each([
    ['waits for something else', () => new Promise<void>(() => undefined)],
    ['waits for the database', (manager: TransactionManager) => manager.query('SELECT pg_sleep(30)')],
    [
      'is busy with many statements',
      async (manager: TransactionManager) => {
        for (;;) await manager.query('SELECT 1');
      },
    ],
  ])('while it %s, is ended on the server, too, and gives its floor up', async (_what, hang) => {
    const id = newId();
    const begun = performance.now();
    const failing = run(
      async (manager) => {
        await note(manager, id);
        expect(await example.store.heldFloors()).toHaveLength(1);
        await hang(manager);
      },
      { timeLimit },
    );
    await expect(failing).rejects.toMatchObject(outOfTime);
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(await leftOpenOnServer()).toEqual([]);
    expect(await example.store.heldFloors()).toEqual([]);
    expect(await kept(id)).toEqual({ rows: 0, events: 0 });
  });

  test('can do nothing any more', async () => {
    const id = newId();
    let late: Promise<unknown>[] = [];
    const failing = run(
      async (manager) => {
        await sleep(timeLimit + 100);
        late = [insert(manager, id), note(manager, id)];
        await Promise.all(late);
      },
      { timeLimit },
    );
    await expect(failing).rejects.toMatchObject(outOfTime);
    await sleep(200);
    for (const attempt of late) await expect(attempt).rejects.toThrow();
    expect(await kept(id)).toEqual({ rows: 0, events: 0 });
  });

  test('is not committed by work that has kept the event loop for itself', async () => {
    const id = newId();
    const failing = run(
      async (manager) => {
        await insert(manager, id);
        const end = performance.now() + timeLimit + 100;
        while (performance.now() < end);
      },
      { timeLimit },
    );
    await expect(failing).rejects.toMatchObject(outOfTime);
    expect(await kept(id)).toMatchObject({ rows: 0 });
  });
});

describe('A connection that is killed', () => {
  const kill = (pid: unknown) => example.ask('SELECT pg_terminate_backend($1)', [pid]);
  const pidOf = async (manager: TransactionManager) =>
    (await manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid'))[0]?.pid;

  test('between two statements, at a statement, or before the commit, leaves nothing', async () => {
    const id = newId();
    for (const then of ['statement', 'append', 'commit']) {
      const failing = run(async (manager) => {
        await insert(manager, id);
        await kill(await pidOf(manager));
        await sleep(50);
        if (then === 'statement') await insert(manager, `${id}-2`);
        if (then === 'append') await note(manager, id);
      });
      await expect(failing).rejects.toBeInstanceOf(StoreUnavailable);
    }
    expect(await kept(id)).toEqual({ rows: 0, events: 0 });
  });
});
