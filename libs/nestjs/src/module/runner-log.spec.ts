import { type RunnerNotice, StoreUnavailable } from '@daybook/event-store';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { RunnerLog } from './runner-log.js';

let lines: string[];
let log: RunnerLog;

beforeEach(() => {
  lines = [];
  const level = (name: string) => (text: unknown) => void lines.push(`${name}: ${String(text)}`);
  log = new RunnerLog({ debug: level('debug'), log: level('log'), warn: level('warn'), error: level('error') });
});

const away = new StoreUnavailable('reading the log', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));

function failing(subscription: string, error: unknown, segment = 0, doing = 'applying events'): RunnerNotice {
  return { word: 'failing', subscription, segment, doing, error };
}
function recovered(subscription: string, segment = 0, doing = 'applying events'): RunnerNotice {
  return { word: 'recovered', subscription, segment, doing };
}

describe('What stands in the way of readers of the log is told once', () => {
  test('if it is the store, for all of them: when it goes, and when the last one goes on', () => {
    for (const name of ['balances@1.1', 'statements@1.1', 'welcome-mail']) log.write(failing(name, away));
    log.write({ word: 'failing', doing: 'giving a sign of life', error: away });
    expect(lines).toEqual([
      expect.stringMatching(/^warn: .*balances@1\.1.*is tried again: The event store is not available/),
    ]);
    for (const name of ['balances@1.1', 'welcome-mail', 'statements@1.1']) log.write(recovered(name));
    expect(lines).toHaveLength(1);
    log.write({ word: 'recovered', doing: 'giving a sign of life' });
    expect(lines).toEqual([expect.anything(), expect.stringMatching(/^log: .*succeeded again/)]);
  });

  test('and again when it comes again', () => {
    for (const notice of [failing('a', away), recovered('a'), failing('a', away), recovered('a')]) log.write(notice);
    expect(lines).toHaveLength(4);
  });

  test('if it is a handler, for each subscription, however many segments it has', () => {
    const wrong = new Error('No such currency');
    for (const segment of [0, 1, 2]) log.write(failing('balances@1.1', wrong, segment));
    log.write(failing('statements@1.1', wrong));
    expect(lines).toEqual([
      expect.stringMatching(/^warn: .*balances@1\.1.*Error: No such currency/),
      expect.stringMatching(/^warn: .*statements@1\.1/),
    ]);
  });

  test('and what comes in its place is another matter', () => {
    log.write(failing('balances@1.1', away));
    log.write(failing('balances@1.1', new Error('No such currency')));
    log.write(recovered('balances@1.1'));
    expect(lines.map((line) => line.split(':')[0])).toEqual(['warn', 'warn', 'log']);
  });
});

describe('An operator reads', () => {
  const parked = (position: number, failure?: string) => ({
    key: 'a-1',
    position,
    eventId: 'e',
    streamId: 'account-1',
    type: 'account.opened',
    failure,
    attempts: failure === undefined ? 0 : 5,
  });

  test('which event is parked, why, and what to do; those behind it are no news', () => {
    log.write({ word: 'parked', subscription: 'a@1.1', segment: 0, events: [parked(7, 'Error: no'), parked(9)] });
    log.write({ word: 'parked', subscription: 'a@1.1', segment: 0, events: [parked(12)] });
    expect(lines).toEqual([
      'error: Subscription "a@1.1" has parked "account.opened" at position 7 of account-1, after 5 attempts: Error: no. ' +
        'Later events of the key wait behind it, the others flow. Mend what it failed at, then retry it; or drop it.',
      'debug: Subscription "a@1.1": 1 more wait behind parked events.',
    ]);
  });

  test.each<[string, RunnerNotice, RegExp]>([
    [
      'what has stopped',
      { word: 'stopped', subscription: 'a', segment: 0, reason: 'too much' },
      /^error: .*too much.*resume/,
    ],
    ['what was lost', { word: 'lost', subscription: 'a', segment: 3, epoch: 2 }, /^warn: .*segment 3 has passed/],
    [
      'what was claimed',
      { word: 'claimed', subscription: 'a', segment: 3, epoch: 2, position: 4 },
      /^debug: .*position 4/,
    ],
    [
      'what is left to another release',
      { word: 'declined', subscription: 'a', segment: 3, type: 'b.done', schemaVersion: 2, position: 4 },
      /^warn: .*segment 3: left to .*"b\.done" in version 2, at position 4.*go on with the deployment/,
    ],
    ['what was released', { word: 'released', subscription: 'a', segment: 3, epoch: 2, position: 4 }, /^debug: .*back/],
    [
      'what was unparked',
      { word: 'unparked', subscription: 'a', segment: 0, key: 'k', position: 4 },
      /^log: .*applied/,
    ],
    ['that the store is another', { word: 'incarnation-changed', from: '7/1', to: '7/2' }, /^warn: .*7\/1 and is 7\/2/],
    ['what was thrown, whatever it was', failing('a', 'no error'), /^warn: .*no error/],
    ['no more than the beginning of long words', failing('a', new Error('x'.repeat(9_999))), /^warn: .{1,500}…$/],
  ])('%s', (_, notice, line) => {
    log.write(notice);
    expect(lines).toEqual([expect.stringMatching(line)]);
  });
});
