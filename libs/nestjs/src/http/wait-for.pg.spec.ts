import 'reflect-metadata';
import { DomainEvent, EventType } from '@daybook/domain';
import { EventStore, EventTypeRegistry } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type INestApplication, Logger } from '@nestjs/common';
import type { DaybookOptions, ProcessRoles } from '../module/daybook-options.js';
import { Daybook } from '../module/daybook.js';
import { startTallies, type TallyClient } from './example/waiting-tallies.js';

@EventType('tally.mentioned')
class Mentioned extends DomainEvent<'tally.mentioned'> {}

let database: TestDatabase;
const apps: INestApplication[] = [];

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
  jest.restoreAllMocks();
  await database.drop();
});

async function start(options: DaybookOptions = {}): Promise<TallyClient> {
  const { app, client } = await startTallies(database.url, options);
  apps.push(app);
  return client;
}

/** Counts one after the other, and reads after each; answers how often the old sum was seen. */
async function staleReads(writes: TallyClient, reads: TallyClient, rounds: number, waits: boolean): Promise<number> {
  let stale = 0;
  for (let round = 1; round <= rounds; round++) {
    const position = await writes.count('t-1', 1);
    const { status, body } = await reads.read('t-1/sum', waits ? position : undefined);
    expect(status).toBe(200);
    if (body['sum'] !== round) stale++;
  }
  return stale;
}

describe('A client that sends Daybook-Position back as Daybook-Wait-For', () => {
  test('never sees what was before, 500 times', async () => {
    const client = await start();
    expect(await staleReads(client, client, 500, true)).toBe(0);
  });

  test('never does where another process writes the rows either', async () => {
    const run = (roles: ProcessRoles): DaybookOptions => ({ run: roles });
    const [web, , other] = [await start(run('none')), await start(run('all')), await start(run('none'))];
    expect(await staleReads(web, other, 200, true)).toBe(0);
  });

  test('would see it without the header', async () => {
    const client = await start();
    expect(await staleReads(client, client, 100, false)).toBeGreaterThan(0);
  });
});

describe('A wait', () => {
  test('for what the projection does not want ends as soon as that is known, in another process too', async () => {
    const [web] = [await start({ run: 'none' }), await start()];
    await web.count('t-1', 1);
    await apps[1]?.get(Daybook).whenIdle();
    for (const app of apps) app.get(EventTypeRegistry).register(Mentioned);
    const store = (apps[0] as INestApplication).get(EventStore);
    const began = performance.now();
    for (let n = 0; n < 20; n++) {
      const { position } = await store.append('other-1', [Mentioned.of()], { expected: 'any' });
      expect((await web.read('t-1/sum', String(position))).body).toEqual({ sum: 1 });
    }
    // A heartbeat puts on record what was passed over, once a second.
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('whose time is over is answered with 503, and says how far behind the rows are', async () => {
    const client = await start({ run: 'none', waiting: { timeoutMs: 80 } });
    const position = await client.count('t-1', 1);
    const { status, body, headers } = await client.read('t-1/sum', position);
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('1');
    expect(body).toMatchObject({
      code: 'projection-behind',
      projection: 'tally-sums',
      position: Number(position),
      at: 0,
      waitedMs: expect.any(Number),
    });
    expect((await client.read('t-1/sum')).status).toBe(200);
    expect((await client.read('t-1/whatever', position)).status).toBe(200);
  });

  test('for a key whose event is parked is told so at once; the others flow', async () => {
    const client = await start();
    await client.count('t-1', 1);
    const parked = await client.count('t-1', 13);
    const later = await client.count('t-1', 1);
    const other = await client.count('t-2', 1);
    for (const position of [parked, later, other]) {
      const { status, body } = await client.read('t-1/own', position);
      expect([status, body['code'], body['parkedPosition']]).toEqual([503, 'key-parked', Number(parked)]);
    }
    expect((await client.read('t-2/own', other)).body).toEqual({ sum: 1 });
    expect((await client.read('t-2/sum', other)).body).toEqual({ sum: 1 });
  });

  test('of many clients at the same time is one look at the checkpoint for all of them', async () => {
    const [web] = [await start({ run: 'none' }), await start()];
    const positions = await Promise.all(Array.from({ length: 50 }, (_, n) => web.count(`t-${n}`, 1)));
    const answers = await Promise.all(positions.map((position, n) => web.read(`t-${n}/own`, position)));
    expect(answers.map(({ body }) => body)).toEqual(Array(50).fill({ sum: 1 }));
  });
});
