import { expect, test } from '@jest/globals';
import { keptFinished } from './kept-finished.js';
import { SagaPruning } from './saga-pruning.js';

test.each(['59m', '0d', 'a year', 90, ''])('finished sagas cannot be kept for %p', (keepFinished) => {
  const options = { sagas: { keepFinished: keepFinished as '90d' } };
  expect(() => keptFinished(options)).toThrow(expect.objectContaining({ code: 'invalid-option' }));
});

test('they are kept for ever unless somebody says otherwise', () => {
  expect([keptFinished({}), keptFinished({ sagas: {} })]).toEqual([undefined, undefined]);
  expect(keptFinished({ sagas: { keepFinished: '90d' } })).toBe(90 * 86_400_000);
});

test('all sagas of the process are looked through, and none any more when it ends', async () => {
  const pruned: unknown[] = [];
  const prune = async (olderThanMs: number, saga?: string) => {
    pruned.push([olderThanMs, saga]);
    return { before: new Date(), sagas: [] };
  };
  const all = () => [{ name: 'a' }, { name: 'b' }] as never;
  const its = new SagaPruning({ operations: { prune }, sagas: { all }, keepMs: 7, runs: true });
  await its.prune(7);
  expect(pruned).toEqual([
    [7, 'a'],
    [7, 'b'],
  ]);
  await its.stop();
  await its.prune(7);
  expect(pruned).toHaveLength(2);
});
