import type { SubscriptionReading } from '@daybook/event-store';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { FactsFirst } from './facts-first.js';
import type { SagaNotice } from './saga-notice.js';

const payout = { saga: 'payout', versions: [1] };
let reading: SubscriptionReading;
let head: number;
let asked: number;
let isDue: boolean;
let notices: SagaNotice[];
let facts: FactsFirst;

beforeEach(() => {
  reading = { position: 0, goesOn: true, mark: 'first' };
  [head, asked, isDue, notices] = [10, 0, true, []];
  facts = factsFirst(20);
});

function factsFirst(toldAfterMs: number): FactsFirst {
  return new FactsFirst({
    store: {
      head: async () => {
        asked++;
        return head;
      },
    },
    runner: { readingOf: () => reading },
    isDue: async () => isDue,
    toldAfterMs,
    notice: (notice) => notices.push(notice),
  });
}

const mayFire = async (): Promise<boolean> => (await facts.heard([payout])).length === 1;
const comesTo = (position: number): void => void (reading = { ...reading, position });

describe('The deadlines of a saga', () => {
  test('wait until its readers have passed what was in the log when it began, and for nothing that comes later', async () => {
    expect(await mayFire()).toBe(false);
    head = 20;
    comesTo(9);
    expect(await mayFire()).toBe(false);
    expect(facts.hasNews).toBe(false);
    comesTo(10);
    expect(facts.hasNews).toBe(true);
    expect(await mayFire()).toBe(true);
    expect(asked).toBe(1);
  });

  test('wait once more when it may have stood still, for what is in the log then', async () => {
    comesTo(10);
    expect(await mayFire()).toBe(true);
    head = 12;
    reading = { ...reading, mark: 'second' };
    expect(facts.hasHeard('payout')).toBe(false);
    expect(await mayFire()).toBe(false);
    comesTo(12);
    expect([await mayFire(), asked]).toEqual([true, 2]);
  });

  test('wait while nobody reads for it', async () => {
    comesTo(10);
    reading = { ...reading, goesOn: false };
    expect([await mayFire(), asked]).toEqual([false, 0]);
    reading = { ...reading, goesOn: true };
    expect(facts.hasNews).toBe(true);
    expect(await mayFire()).toBe(true);
  });

  test('go by what is in the log of another history, though that is shorter', async () => {
    expect(await mayFire()).toBe(false);
    [head, reading] = [4, { position: 4, goesOn: true, mark: 'in another history' }];
    expect(await mayFire()).toBe(true);
  });

  test('wait where the log could not be looked at', async () => {
    comesTo(10);
    const broken = new FactsFirst({
      ...{ runner: { readingOf: () => reading }, isDue: async () => true, toldAfterMs: 20, notice: () => undefined },
      store: { head: () => Promise.reject(new Error('away')) },
    });
    await expect(broken.heard([payout])).rejects.toThrow('away');
    expect(broken.hasHeard('payout')).toBe(false);
  });

  test('are told of once if they wait for long, with where the readers are, and once more when they go on', async () => {
    comesTo(3);
    await mayFire();
    await pause(30);
    for (let n = 0; n < 3; n++) await mayFire();
    expect(notices).toEqual([{ word: 'deadlines-wait', saga: 'payout', position: 3, head: 10 }]);
    expect(facts.told).toEqual(['payout']);
    comesTo(10);
    await mayFire();
    await mayFire();
    expect(notices.slice(1)).toEqual([{ word: 'deadlines-go-on', saga: 'payout' }]);
    expect(facts.told).toEqual([]);
  });

  test('are not told of while none of them is due', async () => {
    isDue = false;
    await mayFire();
    await pause(30);
    await mayFire();
    expect(notices).toEqual([]);
    isDue = true;
    await mayFire();
    expect(notices).toHaveLength(1);
  });
});
