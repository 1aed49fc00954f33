import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { SlowPipe } from './slow-pipe.js';

test('what has no delay and nothing ahead of it passes at once', () => {
  const passed: string[] = [];
  new SlowPipe().put(0, () => passed.push('a'));
  expect(passed).toEqual(['a']);
});

test('nothing overtakes, whatever its delay', async () => {
  const passed: string[] = [];
  const pipe = new SlowPipe();
  pipe.put(40, () => passed.push('a'));
  pipe.put(0, () => passed.push('b'));
  await new Promise<void>((resolve) => pipe.put(10, resolve));
  pipe.put(0, () => passed.push('c'));
  expect(passed).toEqual(['a', 'b', 'c']);
});

test('what waits when it is closed never comes', async () => {
  const passed: string[] = [];
  const pipe = new SlowPipe();
  pipe.put(5, () => passed.push('a'));
  pipe.close();
  await sleep(20);
  expect(passed).toEqual([]);
});
