import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Notifier } from './notifier.js';

interface Sent {
  readonly notifier: Notifier;
  readonly at: number[];
  readonly most: () => number;
}

function notifierThat(send: (n: number) => Promise<boolean>, everyMs = 5, afterFailureMs = 60): Sent {
  const at: number[] = [];
  let [underWay, most] = [0, 0];
  const counted = async (): Promise<boolean> => {
    most = Math.max(most, ++underWay);
    at.push(performance.now());
    try {
      return await send(at.length);
    } finally {
      underWay--;
    }
  };
  return {
    notifier: new Notifier({ send: counted, everyMs, busyEveryMs: everyMs * 4, afterFailureMs }),
    at,
    most: () => most,
  };
}

test('the first goes at once, many after it as one, one at a time, and none when nothing is to be told', async () => {
  const { notifier, at, most } = notifierThat(async () => sleep(2, true), 20);
  const begun = performance.now();
  for (let n = 0; n < 1_000; n++) notifier.tell();
  expect(at).toHaveLength(1);
  while (at.length < 2) await sleep(5);
  expect(at[1]! - begun).toBeGreaterThanOrEqual(19);
  await sleep(60);
  expect(at).toHaveLength(2);
  expect(most()).toBe(1);
});

test('while there is much to tell, it goes less often', async () => {
  const { notifier, at } = notifierThat(async () => true, 5);
  const until = performance.now() + 200;
  while (performance.now() < until) {
    for (let n = 0; n < 100; n++) notifier.tell();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(at.length).toBeGreaterThan(2);
  expect(at.length).toBeLessThanOrEqual(12);
});

test('what is told while one is under way is told again after it', async () => {
  const { notifier, at, most } = notifierThat(async () => sleep(30, true), 1);
  notifier.tell();
  await sleep(10);
  notifier.tell();
  while (at.length < 2) await sleep(5);
  await sleep(50);
  expect(at).toHaveLength(2);
  expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(29);
  expect(most()).toBe(1);
});

test('one that was not possible is tried again, but not for ever', async () => {
  const soon = notifierThat(async (n) => n > 3, 1);
  soon.notifier.tell();
  while (soon.at.length < 4) await sleep(5);
  await sleep(20);
  expect(soon.at).toHaveLength(4);

  const never = notifierThat(async () => false, 0);
  never.notifier.tell();
  while (never.at.length < 100) await sleep(5);
  await sleep(20);
  expect(never.at).toHaveLength(100);
});

test('one that fails is given up, and the next waits longer', async () => {
  const { notifier, at } = notifierThat(async (n) => (n === 1 ? Promise.reject(new Error('lost')) : true), 1);
  notifier.tell();
  await sleep(20);
  expect(at).toHaveLength(1);
  notifier.tell();
  while (at.length < 2) await sleep(5);
  expect(at[1]! - at[0]!).toBeGreaterThanOrEqual(59);
});

test('at the end what is due goes without waiting for its time', async () => {
  const { notifier, at } = notifierThat(async () => sleep(5, true), 10_000);
  notifier.tell();
  notifier.tell();
  await notifier.flush();
  expect(at).toHaveLength(2);
  await notifier.flush();
  expect(at).toHaveLength(2);
});
