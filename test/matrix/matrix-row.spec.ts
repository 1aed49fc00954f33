import { expect, test } from '@jest/globals';
import { holds, tableOf, type MatrixRow } from './matrix-row.js';

const right: MatrixRow = {
  version: '14.23',
  way: 'alone',
  specs: { contract: { passed: 2, failed: 0 }, others: { passed: 10, failed: 0 }, failures: [], felt: [] },
  proof: { ok: true, verdict: 'seed 1: 0 violations' },
};

test('a row holds when its specs and its proof do', () => {
  expect(holds(right)).toBe(true);
  expect(holds({ ...right, proof: undefined })).toBe(true);
  expect(holds({ ...right, proof: { ok: false, verdict: 'exit 2' } })).toBe(false);
  expect(holds({ ...right, specs: { ...right.specs, contract: { passed: 1, failed: 1 } } })).toBe(false);
});

test('the table says what there was, and what there was not', () => {
  const none = { passed: 0, failed: 0 };
  const specs = { contract: none, others: { passed: 3, failed: 1 }, failures: ['one'], felt: [] };
  expect(tableOf([right, { version: '18.4', way: 'replicas', specs, proof: undefined }])).toBe(
    [
      '| PostgreSQL | way      | contract | specs              | proof                |',
      '| ---------- | -------- | -------- | ------------------ | -------------------- |',
      '| 14.23      | alone    | 2 passed | 10 passed          | seed 1: 0 violations |',
      '| 18.4       | replicas | –        | 3 passed, 1 FAILED | –                    |',
    ].join('\n'),
  );
});
