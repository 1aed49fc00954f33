import { EventCodec, EventTypeRegistry, MemoryEventStore, StoreUnavailable } from '@daybook/event-store';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DaybookHealth } from './daybook-health.js';
import { ShutdownNotice } from './shutdown-notice.js';

let store: MemoryEventStore;
let pending: readonly string[];
let shutdown: ShutdownNotice;
let health: DaybookHealth;

beforeEach(() => {
  store = new MemoryEventStore({ codec: new EventCodec({ registry: new EventTypeRegistry() }) });
  pending = [];
  shutdown = new ShutdownNotice();
  health = new DaybookHealth({ store, shutdown, schema: 'daybook', pendingMigrations: () => Promise.resolve(pending) });
});

test('A process whose store answers is ready, and says where the log ends', async () => {
  expect(await health.ready()).toEqual({ status: 'up', reasons: [], details: { head: 0 } });
});

test('A process is alive without asking the store', () => {
  const asked = jest.spyOn(store, 'head').mockRejectedValue(new Error('down'));
  expect(health.live()).toEqual({ status: 'up' });
  expect(asked).not.toHaveBeenCalled();
});

describe('A process is not ready', () => {
  test('while its schema lacks something, and says what and what to do, before it asks the store', async () => {
    pending = ['functions/append.sql'];
    const asked = jest.spyOn(store, 'head');
    expect(await health.ready()).toMatchObject({
      status: 'down',
      reasons: [
        { code: 'migrations-pending', message: expect.stringMatching(/functions\/append\.sql.*daybook migrate/) },
      ],
    });
    expect(asked).not.toHaveBeenCalled();
  });

  test('while nobody can read a version that it is not to be asked without, and says which', async () => {
    let unseen = [{ projection: 'shelves', version: 2 }];
    const unseenVersions = () => Promise.resolve(unseen);
    const pendingMigrations = () => Promise.resolve([]);
    health = new DaybookHealth({ store, shutdown, schema: 'daybook', pendingMigrations, unseenVersions });
    const [reason, ...more] = (await health.ready()).reasons;
    expect([reason?.code, more]).toEqual(['projection-not-ready', []]);
    expect(reason?.message).toMatch(/version 2 of "shelves" yet.*ready by itself/);
    unseen = [];
    expect((await health.ready()).status).toBe('up');
  });

  test('while its store is unavailable, and tells of the reason its codes alone', async () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED db-7.internal'), { code: 'ECONNREFUSED' });
    jest.spyOn(store, 'head').mockRejectedValueOnce(new StoreUnavailable('reading the head', cause));
    const readiness = await health.ready();
    expect(readiness).toMatchObject({ status: 'down', reasons: [{ code: 'store-unavailable' }] });
    expect(JSON.stringify(readiness)).toContain('(ECONNREFUSED)');
    expect(JSON.stringify(readiness)).not.toContain('db-7');
    expect((await health.ready()).status).toBe('up');
  });

  test('while its store does not answer in time; those who ask meanwhile share one look', async () => {
    let answer: (head: number) => void = () => undefined;
    const asked = jest.spyOn(store, 'head').mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const answers = await Promise.all([1, 2, 3].map(() => health.ready({ withinMs: 20 })));
    expect(answers.map(({ reasons }) => reasons[0]?.code)).toEqual(Array(3).fill('store-too-slow'));
    expect(asked).toHaveBeenCalledTimes(1);
    answer(7);
    expect((await health.ready()).status).toBe('up');
  });

  test('because one look hangs for ever: a later one is begun anew', async () => {
    jest.spyOn(store, 'head').mockReturnValueOnce(new Promise(() => undefined));
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    expect((await health.ready({ withinMs: 5 })).status).toBe('down');
    clock.mockReturnValue(9_999);
    expect((await health.ready({ withinMs: 5 })).status).toBe('down');
    clock.mockReturnValue(10_000);
    expect((await health.ready()).status).toBe('up');
    clock.mockRestore();
  });

  test('from the moment at which its shutdown begins, whatever the store says, also to those who have asked before', async () => {
    const before = health.ready();
    health.beginShutdown();
    for (const readiness of [await before, await health.ready()]) {
      expect(readiness).toMatchObject({ status: 'down', reasons: [{ code: 'shutting-down' }] });
    }
    expect(health.live()).toEqual({ status: 'up' });
  });
});
