import { expect, test } from '@jest/globals';
import { countedIn } from './spec-run.js';

const file = (name: string, statuses: readonly string[]) => ({
  name,
  status: statuses.every((status) => status === 'passed') ? 'passed' : 'failed',
  message: '',
  assertionResults: statuses.map((status, n) => ({ status, fullName: `test ${n}` })),
});

test('the contract is counted by itself', () => {
  const contract = file('/libs/event-store/src/postgres/postgres-event-store.pg.spec.ts', ['passed', 'passed']);
  const other = file('/libs/event-store/src/postgres/migrate.pg.spec.ts', ['passed', 'failed']);
  expect(countedIn({ testResults: [contract, other] })).toEqual({
    contract: { passed: 2, failed: 0 },
    others: { passed: 1, failed: 1 },
    failures: [`${other.name}: test 1`],
    felt: [],
  });
});

test('what was skipped, or could not be loaded, has failed', () => {
  const broken = { name: '/broken.pg.spec.ts', status: 'failed', message: 'Cannot find module', assertionResults: [] };
  const { others, failures } = countedIn({ testResults: [file('/skipped.pg.spec.ts', ['pending']), broken] });
  expect(others).toEqual({ passed: 0, failed: 2 });
  expect(failures).toEqual(['/skipped.pg.spec.ts: test 0', '/broken.pg.spec.ts: Cannot find module']);
});

test('a run that found nothing to run has failed', () => {
  expect(countedIn({ testResults: [] }).others).toEqual({ passed: 0, failed: 1 });
});
