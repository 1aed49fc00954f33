import { expect, test } from '@jest/globals';

import { FingerprintTable } from './fingerprint-table.js';

test('A table answers as a map of the texts would, through all its sizes', () => {
  const table = new FingerprintTable();
  const map = new Map<string, string>();
  const answers = { unknown: 0, same: 0, other: 0 };
  for (let step = 0; step < 60_000; step++) {
    const key = `key ${(step * 7919) % 20_011}`;
    const content = `content ${step % 2}`;
    const before = map.get(key);
    const expected = before === undefined ? 'unknown' : before === content ? 'same' : 'other';
    answers[expected]++;
    if (before === undefined) map.set(key, content);
    if (table.look(key, content) !== expected || table.remember(key, content) !== expected) {
      throw new Error(`At step ${step} the table does not say "${expected}"`);
    }
  }
  expect(table.size).toBe(map.size);
  expect(Math.min(...Object.values(answers))).toBeGreaterThan(10_000);
});

test('Looking changes nothing', () => {
  const table = new FingerprintTable();
  expect([table.look('a', 'x'), table.look('a', 'x'), table.size]).toEqual(['unknown', 'unknown', 0]);
});
