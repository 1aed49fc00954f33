import { StoreUnavailable } from '@daybook/event-store';
import { afterEach, expect, jest, test } from '@jest/globals';
import { report } from './example/reports.js';
import type { Alarm } from './alarm.js';
import { SubscriptionHealth } from './subscription-health.js';
import type { SubscriptionReport } from './subscription-report.js';

afterEach(() => {
  jest.restoreAllMocks();
});

function healthOf(reports: readonly SubscriptionReport[], standing: readonly Alarm[] = []): SubscriptionHealth {
  return new SubscriptionHealth({ reports: async () => reports, standing: () => standing });
}

test('All is well while nothing lags further than it may', async () => {
  expect(await healthOf([report(), report({ name: 'mail', lagMs: 1_000 })]).check()).toEqual({
    status: 'up',
    degradations: [],
  });
});

test('What lags, is parked, has stopped or fails is told, each by its code; and what was raised besides', async () => {
  const since = new Date();
  const rebuild: Alarm = {
    ...{ id: 'rebuild-stalled:orders@1.2', word: 'rebuild-stalled', subject: 'orders@1.2', state: 'raised' },
    ...{ message: 'It does not come any further.', data: {}, since, at: since },
  };
  const found = [
    report({ name: 'a', lagMs: 1_001 }),
    report({ name: 'b', parkedEvents: 2, parkedKeys: 1 }),
    report({ name: 'c', word: 'failed', stopped: { at: since, reason: 'Too much is parked' } }),
    report({ name: 'd', word: 'failed', lastError: 'connect ECONNREFUSED db-7.internal' }),
    report({ name: 'e', word: 'paused', paused: { at: since, reason: 'by hand' } }),
  ];
  const { status, degradations } = await healthOf(found, [rebuild]).check();
  expect(status).toBe('degraded');
  expect(degradations.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
    'lagging a',
    'parked b',
    'stopped c',
    'failing d',
    'rebuild-stalled orders@1.2',
  ]);
  expect(JSON.stringify(degradations)).not.toContain('db-7');
});

test('What is raised in this process and found on record is told once', async () => {
  const since = new Date();
  const alarm: Alarm = {
    ...{
      id: 'parked:a',
      word: 'parked',
      subject: 'a',
      message: 'Parked.',
      data: {},
      state: 'raised',
      since,
      at: since,
    },
  };
  const { degradations } = await healthOf([report({ name: 'a', parkedEvents: 1 })], [alarm]).check();
  expect(degradations).toHaveLength(1);
});

test('A store that does not answer is a degradation, told by its codes alone; those who ask share a look', async () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED db-7.internal'), { code: 'ECONNREFUSED' });
  const reports = jest
    .fn<() => Promise<readonly SubscriptionReport[]>>()
    .mockRejectedValueOnce(new StoreUnavailable('reading the status', cause))
    .mockResolvedValue([]);
  const health = new SubscriptionHealth({ reports, standing: () => [] });
  const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
  const answers = await Promise.all([health.check(), health.check()]);
  expect(answers[1]).toMatchObject({ status: 'degraded', degradations: [{ code: 'store-unavailable' }] });
  expect(JSON.stringify(answers)).not.toContain('db-7');
  expect(reports).toHaveBeenCalledTimes(1);
  clock.mockReturnValue(1_000);
  expect((await health.check()).status).toBe('up');
});
