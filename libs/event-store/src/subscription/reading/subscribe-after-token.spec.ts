import { expect, test } from '@jest/globals';
import { tokenText } from '../../incarnation/log-token.js';
import { LookedAt } from '../../incarnation/example/logs.js';
import { EventStream } from '../../stream/event-stream.js';
import { StoreUnavailable } from '../../stream/store-unavailable.error.js';
import { checkSubscribe } from './check-subscribe.js';
import { ExampleLog } from './example/example-log.js';
import { livePages } from './live-pages.js';

const first = LookedAt.of(5);
const after = tokenText(first.tokenAt(3));

function read(log: ExampleLog): EventStream {
  return new EventStream(() => livePages(log, checkSubscribe({ after })));
}

async function take(stream: EventStream, count: number): Promise<readonly number[]> {
  const positions: number[] = [];
  for await (const { position } of stream) if (positions.push(position) === count) break;
  return positions;
}

/** A log of five events, as it is looked at. */
function logAs({ incarnations, events }: LookedAt): ExampleLog {
  const log = new ExampleLog(events.length);
  log.placeAt = (position) => ({ incarnations, event: events.findLast((event) => event.position <= position) });
  return log;
}

test('who comes with a token reads on behind it, and what comes then', async () => {
  const log = logAs(first);
  const taken = take(read(log), 3);
  while (log.listeners === 0) await new Promise(setImmediate);
  log.append(1);
  expect(await taken).toEqual([4, 5, 6]);
});

test('nothing is read of a log that has another history, and who has accepted that is shown all that is new in it', async () => {
  const refused = logAs(first.failedOver(2, 'second').written(3, 5, 'second'));
  await expect(take(read(refused), 1)).rejects.toMatchObject({ code: 'incarnation-not-accepted', keptTo: 2 });
  expect(refused.pagesRead).toBe(0);
  const accepted = logAs(first.failedOver(2, 'second', 'accepted').written(3, 5, 'second'));
  expect(await take(read(accepted), 3)).toEqual([3, 4, 5]);
});

test('a server that is replaced while it is compared is compared anew, before anything is read', async () => {
  const log = logAs(first);
  const { placeAt } = log;
  log.placeAt = (position) => {
    const place = placeAt(position);
    // It has said that its log is the one of the token; the next question meets another one, which has lost the event.
    log.incarnation = 'second';
    log.placeAt = logAs(first.failedOver(2, 'second')).placeAt;
    return place;
  };
  await expect(take(read(log), 1)).rejects.toMatchObject({ code: 'incarnation-not-accepted' });
  expect(log.pagesRead).toBe(0);
});

test('a store that is away while it is to be compared is waited for', async () => {
  const log = logAs(first);
  const { placeAt } = log;
  log.placeAt = () => {
    log.placeAt = placeAt;
    throw new StoreUnavailable('comparing histories', new Error('away'));
  };
  expect(await take(read(log), 2)).toEqual([4, 5]);
});
