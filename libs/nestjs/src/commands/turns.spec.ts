import { expect, test } from '@jest/globals';
import { setImmediate as nextTick } from 'node:timers/promises';
import { Turns } from './turns.js';

test('work on one thing is done one after another, in the order in which it came, and its answers go to those who asked', async () => {
  const turns = new Turns();
  const steps: string[] = [];
  const work = (name: string) => async (): Promise<string> => {
    steps.push(`${name} begins`);
    await nextTick();
    steps.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all(['a', 'b', 'c'].map((name) => turns.take('t-1', work(name))))).toEqual(['a', 'b', 'c']);
  expect(steps).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('work that fails holds up nobody, and fails for him alone who asked', async () => {
  const turns = new Turns();
  const failed = turns.take('t-1', () => Promise.reject(new Error('lost')));
  const next = turns.take('t-1', () => Promise.resolve('done'));
  await expect(failed).rejects.toThrow('lost');
  expect(await next).toBe('done');
});

test('work on another thing does not wait', async () => {
  const turns = new Turns();
  let release = (): void => undefined;
  const stuck = turns.take('t-1', () => new Promise<void>((resolve) => (release = resolve)));
  expect(await turns.take('t-2', () => Promise.resolve('done'))).toBe('done');
  release();
  await stuck;
});

test('nothing is remembered of what nobody works on any more', async () => {
  const turns = new Turns();
  const work = [1, 2, 3].map((n) => turns.take(`t-${n % 2}`, () => Promise.resolve()));
  expect(turns.size).toBe(2);
  await Promise.all(work);
  expect(turns.size).toBe(0);
});
