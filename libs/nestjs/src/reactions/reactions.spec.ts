import 'reflect-metadata';
import { afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { ReactionRegistry } from './reaction-registry.js';
import { eventually } from './example/eventually.js';
import { Deliveries, Postman, QuickPostman } from './example/postman.js';
import { reactingApplication, type ReactingApplication } from './example/reacting-application.js';

let app: ReactingApplication | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
});

const deliveries = new Deliveries();

async function start(...reactions: (new (deliveries: Deliveries) => object)[]): Promise<ReactingApplication> {
  deliveries.all.length = 0;
  deliveries.refuse = () => undefined;
  app = await reactingApplication([{ provide: Deliveries, useValue: deliveries }, ...reactions]);
  return app;
}

async function place(id: string, changes = 0): Promise<void> {
  await app?.orders.create(id, (order) => {
    order.place('ada@example.org');
    for (let n = 0; n < changes; n++) order.change();
  });
}

describe('A reaction in an application whose events are in memory', () => {
  test('is found among the providers and handles each event once, in order', async () => {
    await start(Postman);
    await place('o-1', 2);
    await app?.idle();
    expect(deliveries.versionsOf('o-1')).toEqual([1, 2, 3]);
    const known = app?.get(ReactionRegistry).all();
    expect(known?.map(({ definition }) => definition.name)).toEqual(['postman']);
  });

  test('has a checkpoint of its own beside another one', async () => {
    await start(Postman, QuickPostman);
    await place('o-1');
    await app?.idle();
    expect(deliveries.versionsOf('o-1')).toEqual([1, 1]);
    expect((await app?.subscriptions.status())?.map(({ name, kind }) => [name, kind])).toEqual([
      ['postman', 'reaction'],
      ['quick-postman', 'reaction'],
    ]);
  });

  test('parks what it cannot handle, and handles it when it is retried', async () => {
    await start(Postman);
    deliveries.refuse = ({ version }) => {
      if (version === 2) throw new Error('poisoned');
    };
    await place('o-1', 2);
    await place('o-2');
    await app?.idle();
    expect([deliveries.versionsOf('o-1'), deliveries.versionsOf('o-2')]).toEqual([[1], [1]]);
    deliveries.refuse = () => undefined;
    await app?.subscriptions.retry('postman');
    await eventually(() => expect(deliveries.versionsOf('o-1')).toEqual([1, 2, 3]));
    await eventually(async () => expect(await app?.parked('postman')).toEqual([]));
  });

  test('handles several streams beside each other where it is told so, each in order', async () => {
    await start(QuickPostman);
    deliveries.refuse = () => pause(Math.random() * 10);
    await Promise.all(Array.from({ length: 10 }, (_, n) => place(`o-${n}`, 5)));
    await app?.idle();
    for (let n = 0; n < 10; n++) expect(deliveries.versionsOf(`o-${n}`)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(deliveries.atATime).toBe(5);
  });
});
