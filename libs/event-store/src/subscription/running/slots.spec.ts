import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Slots } from './slots.js';

describe('slots', () => {
  it('lets so many work at a time, the others in the order of their coming', async () => {
    const slots = new Slots(2);
    let [open, most] = [0, 0];
    const begun: number[] = [];
    await Promise.all(
      Array.from({ length: 9 }, (_, i) =>
        slots.use(async () => {
          begun.push(i);
          most = Math.max(most, ++open);
          await setTimeout(1);
          open--;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('lets those begin first for whom all others wait', async () => {
    const slots = new Slots(1);
    const begun: string[] = [];
    const use = (name: string, place: 'first' | 'last') => slots.use(async () => void begun.push(name), place);
    await Promise.all([use('a', 'last'), use('b', 'last'), use('c', 'last'), use('news', 'first')]);
    expect(begun).toEqual(['a', 'news', 'b', 'c']);
  });

  it('gives a slot back that was used for work that fails', async () => {
    const slots = new Slots(1);
    await expect(slots.use(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await slots.use(async () => 'next')).toBe('next');
  });
});
