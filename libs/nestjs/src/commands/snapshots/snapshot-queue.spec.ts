import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { type Outcome, SnapshotQueue } from './snapshot-queue.js';

interface Told {
  failed: number;
  skipped: number;
}

function queueOf(room?: number): { readonly queue: SnapshotQueue; readonly told: Told } {
  const told = { failed: 0, skipped: 0 };
  const queue = new SnapshotQueue(
    () => {
      told.failed++;
    },
    () => {
      told.skipped++;
    },
    room,
  );
  return { queue, told };
}

/** Work that goes on until it is told to end. */
function standing() {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  let begun = 0;
  const take = async (): Promise<Outcome> => {
    begun++;
    await over;
    return 'done';
  };
  return { take, end, begun: () => begun };
}

const done = (): Promise<Outcome> => Promise.resolve('done');

describe('Snapshots that are due', () => {
  test('are taken one after another, and each stream waits once', async () => {
    const { queue, told } = queueOf();
    let [under, most, taken] = [0, 0, 0];
    const take = async (): Promise<Outcome> => {
      most = Math.max(most, ++under);
      await pause(1);
      under--;
      taken++;
      return 'done';
    };
    for (let n = 0; n < 30; n++) queue.add(`jar-${n % 10}`, take);
    expect(taken).toBe(0);
    await queue.whenIdle();
    expect({ most, taken, ...told }).toEqual({ most: 1, taken: 10, failed: 0, skipped: 0 });
  });

  test('are left out where there is no more room, and nobody waits', async () => {
    const { queue, told } = queueOf(3);
    const work = standing();
    queue.add('jar-0', work.take);
    while (work.begun() === 0) await pause(1);
    for (let n = 1; n <= 5; n++) queue.add(`jar-${n}`, done);
    expect(told.skipped).toBe(2);
    work.end();
    await queue.whenIdle();
  });

  test('know nothing of the context of whoever has appended, nor of one another', async () => {
    const context = new AsyncLocalStorage<string>();
    const { queue } = queueOf();
    const seen: unknown[] = [];
    const look = async (): Promise<Outcome> => {
      seen.push(context.getStore());
      await pause(1);
      seen.push(context.getStore());
      return 'done';
    };
    context.run('a transaction', () => queue.add('jar-1', look));
    context.run('another one', () => queue.add('jar-2', look));
    await queue.whenIdle();
    expect(seen).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('are looked at again where what was appended is not committed yet', async () => {
    const { queue } = queueOf();
    let looked = 0;
    queue.add('jar-1', async () => (++looked < 2 ? 'not-yet' : 'done'));
    await queue.whenIdle();
    expect(looked).toBe(2);
  });

  test('that fail are told, and the next ones are taken after a pause', async () => {
    const { queue, told } = queueOf();
    let taken = 0;
    queue.add('jar-1', () => Promise.reject(new Error('no connection')));
    queue.add('jar-2', async () => (taken++, 'done'));
    const began = performance.now();
    await queue.whenIdle();
    expect({ taken, ...told }).toEqual({ taken: 1, failed: 1, skipped: 0 });
    expect(performance.now() - began).toBeGreaterThan(900);
  });
});

describe('The end of the process', () => {
  test('waits for the one that is being taken, and takes none any more', async () => {
    const { queue } = queueOf();
    const work = standing();
    let taken = 0;
    const count = async (): Promise<Outcome> => (taken++, 'done');
    queue.add('jar-1', work.take);
    queue.add('jar-2', count);
    while (work.begun() === 0) await pause(1);
    let closed = false;
    const closing = queue.close().then(() => (closed = true));
    await pause(20);
    expect(closed).toBe(false);
    work.end();
    await closing;
    queue.add('jar-3', count);
    await queue.whenIdle();
    expect(taken).toBe(0);
  });

  test('does not wait for ever for one that stands still', async () => {
    const { queue } = queueOf();
    const work = standing();
    queue.add('jar-1', work.take);
    while (work.begun() === 0) await pause(1);
    const began = performance.now();
    await queue.close();
    expect(performance.now() - began).toBeLessThan(10_000);
    work.end();
  });
});
