import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

import { describe, expect, test } from '@jest/globals';

import { Lanes } from './lanes.js';

describe('Lanes', () => {
  test('run the tasks of one account in order and one at a time, those of others beside them', async () => {
    const lanes = new Lanes(8);
    const order: string[] = [];
    const busy = new Set<string>();
    let most = 0;
    for (let task = 0; task < 300; task++) {
      const account = `account ${task % 5}`;
      await lanes.add(account, async () => {
        expect(busy.has(account)).toBe(false);
        busy.add(account);
        most = Math.max(most, busy.size);
        await pause(Math.random() * 2);
        order.push(`${account}: ${task}`);
        busy.delete(account);
      });
    }
    await lanes.done();
    expect(most).toBe(5);
    for (let account = 0; account < 5; account++) {
      const tasks = order.filter((entry) => entry.startsWith(`account ${account}:`));
      expect(tasks).toEqual(Array.from({ length: 60 }, (_, index) => `account ${account}: ${account + 5 * index}`));
    }
  });

  test('let a task of several of them follow what came before in any, and nothing else', async () => {
    const lanes = new Lanes(8);
    const order: string[] = [];
    const task = (name: string, ms: number) => async () => {
      await pause(ms);
      order.push(name);
    };
    await lanes.add('a', task('a', 60));
    await lanes.add('b', task('b', 30));
    await lanes.add(['a', 'b'], task('a and b', 0));
    await lanes.add(['b', 'c'], task('b and c', 0));
    await lanes.add('d', task('d', 0));
    await lanes.done();
    expect(order).toEqual(['d', 'b', 'a', 'a and b', 'b and c']);
  });

  test('run no more tasks at once than they were told', async () => {
    const lanes = new Lanes(3);
    let running = 0;
    let most = 0;
    for (let task = 0; task < 100; task++) {
      await lanes.add(`account ${task}`, async () => {
        most = Math.max(most, ++running);
        await turn();
        running--;
      });
    }
    await lanes.done();
    expect(most).toBe(3);
  });

  test('let whoever adds wait, so that no more than 16 tasks wait for each that runs', async () => {
    const lanes = new Lanes(2);
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    let added = 0;
    const adding = (async () => {
      for (; added < 1000; added++) await lanes.add('one account', () => gate);
    })();
    await pause(20);
    expect(added).toBe(31); // the 32nd is in, and waits for room
    release();
    await adding;
    await lanes.done();
    expect(added).toBe(1000);
  });

  test('drop what waits when a task fails, and pass its error on', async () => {
    const lanes = new Lanes(2);
    const ran: string[] = [];
    await lanes.add('a', async () => {
      ran.push('a1');
      await turn();
      throw new Error('lost');
    });
    await lanes.add('a', async () => void ran.push('a2'));
    await expect(lanes.done()).rejects.toThrow('lost');
    await expect(lanes.add('b', async () => void ran.push('b1'))).rejects.toThrow('lost');
    expect(ran).toEqual(['a1']);
  });

  test('drop what waits when they are stopped, and end what runs', async () => {
    const lanes = new Lanes(1);
    const ran: number[] = [];
    for (const task of [1, 2, 3]) await lanes.add('a', async () => void (await turn(), ran.push(task)));
    await turn();
    lanes.stop();
    await lanes.done();
    expect(ran.length).toBeLessThan(3);
  });
});
