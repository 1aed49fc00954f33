import { setImmediate } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { logAlarm } from './alarm-log.js';
import type { Alarm, Matter } from './alarm.js';
import { DaybookAlarms } from './daybook-alarms.js';

const lagging: Matter = { word: 'lagging', subject: 'orders@1.1', message: 'It lags.', data: { lagMs: 5_000 } };

function alarmsAt(...times: readonly string[]): { alarms: DaybookAlarms; failures: unknown[]; told: Alarm[] } {
  const [failures, told, left]: [unknown[], Alarm[], string[]] = [[], [], [...times]];
  const now = (): Date => new Date(left.shift() ?? '2026-01-01T00:00:00Z');
  const alarms = new DaybookAlarms({ now }, (error) => failures.push(error));
  alarms.listen((alarm) => void told.push(alarm));
  return { alarms, failures, told };
}

describe('An alarm', () => {
  test('is told once when it is raised, and once when it is over', async () => {
    const { alarms, told } = alarmsAt('2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z');
    expect([alarms.raise(lagging), alarms.raise(lagging)]).toEqual([true, false]);
    expect(alarms.standing).toHaveLength(1);
    expect([alarms.end('lagging', 'orders@1.1'), alarms.end('lagging', 'orders@1.1')]).toEqual([true, false]);
    expect(alarms.standing).toEqual([]);
    await setImmediate();
    const since = new Date('2026-01-01T00:00:00Z');
    expect(told).toEqual([
      { ...lagging, id: 'lagging:orders@1.1', state: 'raised', since, at: since },
      { ...lagging, id: 'lagging:orders@1.1', state: 'over', since, at: new Date('2026-01-01T00:01:00Z') },
    ]);
  });

  test('stands for itself: another word, or another subject, is another alarm', async () => {
    const { alarms, told } = alarmsAt();
    alarms.raise(lagging);
    alarms.raise({ ...lagging, word: 'parked' });
    alarms.raise({ ...lagging, subject: 'orders@2.1' });
    alarms.end('parked', 'orders@1.1');
    await setImmediate();
    expect(told.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'lagging:orders@1.1 raised',
      'parked:orders@1.1 raised',
      'lagging:orders@2.1 raised',
      'parked:orders@1.1 over',
    ]);
  });

  test('that is left to another process is told no more, and may be raised anew', async () => {
    const { alarms, told } = alarmsAt();
    alarms.raise(lagging);
    alarms.leave('lagging', 'orders@1.1');
    expect(alarms.end('lagging', 'orders@1.1')).toBe(false);
    expect(alarms.raise(lagging)).toBe(true);
    await setImmediate();
    expect(told.map(({ state }) => state)).toEqual(['raised', 'raised']);
  });
});

describe('A listener', () => {
  test('that fails, at once or later, keeps nobody from being told', async () => {
    const { alarms, failures } = alarmsAt();
    const [atOnce, later] = [new Error('at once'), new Error('later')];
    alarms.listen(() => {
      throw atOnce;
    });
    alarms.listen(() => Promise.reject(later));
    const last: string[] = [];
    alarms.listen(({ id }) => void last.push(id));
    expect(alarms.raise(lagging)).toBe(true);
    await setImmediate();
    expect(last).toEqual(['lagging:orders@1.1']);
    expect(failures).toEqual([atOnce, later]);
  });

  test('is told until it ends; so is one of the stream', async () => {
    const { alarms } = alarmsAt();
    const told: string[] = [];
    const end = alarms.listen(({ state }) => void told.push(state));
    const subscription = alarms.events.subscribe(({ state }) => told.push(`${state} in the stream`));
    alarms.raise(lagging);
    await setImmediate();
    end();
    subscription.unsubscribe();
    alarms.end('lagging', 'orders@1.1');
    await setImmediate();
    expect(told).toEqual(['raised', 'raised in the stream']);
  });
});

test('The log says what is the matter, and how long it has been', () => {
  const logger = { log: jest.fn(), error: jest.fn() };
  const since = new Date('2026-01-01T00:00:00Z');
  const alarm: Alarm = { ...lagging, id: 'lagging:orders@1.1', state: 'raised', since, at: since };
  logAlarm(logger, alarm);
  logAlarm(logger, { ...alarm, state: 'over', at: new Date('2026-01-01T00:01:00Z') });
  expect(logger.error.mock.calls).toEqual([['Alarm lagging:orders@1.1: It lags.']]);
  expect(logger.log.mock.calls).toEqual([['Alarm lagging:orders@1.1 is over, after 60 s.']]);
});
