import { expect, test } from '@jest/globals';
import { projectionDefinitionOf } from '../projection-definition.js';
import type { ProjectionMode } from '../projection-options.js';
import { Projection } from '../projection.decorator.js';
import { CustomerPaid, CustomersPaid } from './example/tills.js';

function defined(rehearsal: unknown, mode: ProjectionMode = 'async') {
  @Projection('rehearsed', { version: 1, readModel: CustomerPaid, mode, rehearsal: rehearsal as never })
  class Rehearsed extends CustomersPaid {}
  return projectionDefinitionOf(Rehearsed).rehearsal;
}

test('A projection is rehearsed at its times, or never', () => {
  expect(defined(undefined)).toBeUndefined();
  const said = { cron: '0 3 * * 0', segments: 4, eventsPerSecond: 500, sample: 1_000 };
  expect(defined(said)).toEqual(said);
  expect(defined({ cron: '30 2 1 * *' })).toMatchObject({ cron: '30 2 1 * *' });
});

test.each([
  [{}, 'invalid-projection-option'],
  [{ cron: 3 }, 'invalid-projection-option'],
  [{ cron: 'on Sundays' }, 'invalid-schedule'],
  [{ cron: '0 3 31 2 *' }, 'invalid-schedule'],
  [{ cron: '0 3 * * 0', segments: 0 }, 'invalid-projection-option'],
  [{ cron: '0 3 * * 0', eventsPerSecond: 0.5 }, 'invalid-projection-option'],
  [{ cron: '0 3 * * 0', sample: 'all' }, 'invalid-projection-option'],
  [{ cron: '0 3 * * 0', switch: 'automatic' }, 'invalid-projection-option'],
  ['0 3 * * 0', 'invalid-projection-option'],
])('The start stops at %j', (rehearsal, code) => {
  expect(() => defined(rehearsal)).toThrow(expect.objectContaining({ code }));
});

test('What is folded when it is asked for is never rehearsed', () => {
  expect(() => defined({ cron: '0 3 * * 0' }, 'on-demand')).toThrow(
    expect.objectContaining({ code: 'invalid-projection-option', option: 'rehearsal' }),
  );
});
