import { describe, expect, test } from '@jest/globals';
import { LookedAt } from './example/logs.js';
import { anyEvent, forgetsWhereItLeft, sameEvent, sameHistory, silently } from './example/wrong-builds/places.js';
import type { LogToken } from './log-token.js';
import { parsedToken, tokenText } from './log-token.js';
import { placeOfToken } from './place-of-token.js';

/** What a token of one log gets from another: the position after which it reads on, or the code of a refusal. */
interface Case {
  readonly when: string;
  readonly token: LogToken;
  readonly log: LookedAt;
  readonly gets: number | string;
}

const log = LookedAt.of(100);
const twice = log.failedOver(80, 'second').written(90, 130, 'second');

const cases: readonly Case[] = [
  { when: 'nothing has happened', token: log.tokenAt(95), log, gets: 95 },
  { when: 'nothing was ever read', token: log.tokenAt(0), log, gets: 0 },
  { when: 'more was written', token: log.tokenAt(95), log: log.written(101, 120, 'later'), gets: 95 },
  {
    when: 'it is of another log',
    token: LookedAt.of(100, 'another').tokenAt(95),
    log,
    gets: 'token-of-another-log',
  },
  {
    when: 'a standby took over without the last events',
    token: log.tokenAt(95),
    log: log.failedOver(80, 'second'),
    gets: 'incarnation-not-accepted',
  },
  {
    when: 'a standby took over that has what was read',
    token: log.tokenAt(70),
    log: log.failedOver(80, 'second'),
    gets: 'incarnation-not-accepted',
  },
  {
    when: 'that was accepted, and others were written where the last events were',
    token: log.tokenAt(95),
    log: log.failedOver(80, 'second', 'accepted').written(81, 120, 'second'),
    gets: 80,
  },
  {
    when: 'that was accepted, and it has what was read',
    token: log.tokenAt(70),
    log: log.failedOver(80, 'second', 'accepted').written(81, 120, 'second'),
    gets: 70,
  },
  {
    when: 'nothing was lost by a move, and it was accepted',
    token: log.tokenAt(100),
    log: log.failedOver(100, 'second', 'accepted'),
    gets: 100,
  },
  {
    when: 'two have taken over one after the other, the last not accepted',
    token: log.tokenAt(95),
    log: log.failedOver(80, 'second', 'accepted').failedOver(60, 'third'),
    gets: 'incarnation-not-accepted',
  },
  {
    when: 'two have taken over one after the other, both accepted, the later keeping less',
    token: log.tokenAt(95),
    log: log.failedOver(80, 'second', 'accepted').met('third', 60, 'accepted').restored(60).written(61, 99, 'third'),
    gets: 60,
  },
  {
    when: 'another standby was promoted beside the one that it knows',
    token: twice.tokenAt(120),
    log: log.failedOver(90, 'other').written(91, 140, 'other'),
    gets: 'incarnation-not-accepted',
  },
  {
    when: 'another standby was promoted beside it, and accepted: what they have in common ends where the first has left',
    token: twice.tokenAt(120),
    log: log.failedOver(90, 'other', 'accepted').written(91, 140, 'other'),
    gets: 80,
  },
  {
    when: 'the old primary is asked again, which knows nothing of the one that took over',
    token: twice.tokenAt(120),
    log: log.written(101, 150, 'old'),
    gets: 'incarnation-not-accepted',
  },
  {
    when: 'the old primary was accepted, up to where the other has left it',
    token: twice.tokenAt(120),
    log: log.written(101, 150, 'old').met('again', 80, 'accepted'),
    gets: 80,
  },
  {
    when: 'a copy of the disk was put back, of which nothing tells',
    token: log.tokenAt(95),
    log: log.restored(80),
    gets: 'log-went-back',
  },
  {
    when: 'a copy of the disk was put back, and others were written at the same positions',
    token: log.tokenAt(95),
    log: log.restored(80).written(81, 120, 'anew'),
    gets: 'log-went-back',
  },
  {
    when: 'the event was sent again after it was lost, and came to lie where it was',
    token: log.tokenAt(95),
    log: log.restored(80).written(81, 120, 'anew').sentAgain(log, 95),
    gets: 'log-went-back',
  },
  {
    when: 'that was said, and where',
    token: log.tokenAt(95),
    log: log.restored(80).written(81, 120, 'anew').met('said', 80, 'accepted'),
    gets: 80,
  },
  {
    when: 'it was said, but read later than the copy: the event is there',
    token: log.restored(80).written(81, 120, 'anew').tokenAt(110),
    log: log.restored(80).written(81, 120, 'anew').met('said', 80, 'accepted'),
    gets: 110,
  },
  {
    when: 'the copy is older than was said',
    token: log.tokenAt(75),
    log: log.restored(70).written(71, 120, 'anew').met('said', 80, 'accepted'),
    gets: 'log-went-back',
  },
];

const outcome = (place: Promise<number>): Promise<unknown> =>
  place.catch((error: unknown) => (error as { readonly code: string }).code);

test.each(cases)('when $when, a token gets $gets', async ({ token, log: met, gets }) => {
  expect(await outcome(placeOfToken(token, met.placeAt))).toBe(gets);
  // As it is kept.
  const kept = parsedToken(tokenText(token), 'token');
  expect(await outcome(placeOfToken(kept, met.placeAt))).toBe(gets);
});

describe('A wrong build reads on where it may not that', () => {
  test.each([
    ['goes on silently', silently],
    ['looks whether there is any event', anyEvent],
    ['knows an event by its id alone', sameEvent],
    ['compares histories alone', sameHistory],
    ['forgets where the other has left', forgetsWhereItLeft],
  ])('%s', async (_, wrong) => {
    const wrongly = [];
    for (const { when, token, log: met, gets } of cases) {
      const got = await outcome(wrong(token, met.placeAt));
      // It may refuse by another name; it may not read on, or from further on.
      if (typeof got === 'number' && (typeof gets === 'string' || got > gets)) wrongly.push(when);
    }
    expect(wrongly).not.toEqual([]);
  });
});

test('a refusal says what was lost, until when the log was kept, and how to go on', async () => {
  const refusal = await placeOfToken(log.tokenAt(95), log.failedOver(80, 'second').placeAt).catch(
    (error: unknown) => error,
  );
  expect(refusal).toMatchObject({
    position: 95,
    recordedAt: new Date(95_000),
    isThere: false,
    keptTo: 80,
    keptUntil: new Date(80_000),
    found: 'identity of second',
    metAt: new Date(2),
    message: expect.stringMatching(
      /behind position 80, of 1970-01-01T00:01:20.000Z, up to position 95, of .* accept-incarnation --reason …; the token then goes on after position 80\.$/,
    ),
  });
  const earlier = await placeOfToken(twice.tokenAt(120), log.placeAt).catch((error: unknown) => error);
  expect(earlier).toMatchObject({
    keptTo: 80,
    message: expect.stringMatching(/--lost-after 80; the token then goes on after position 80/),
  });
});

test.each([
  undefined,
  7,
  '',
  'daybook1.',
  'daybook1.e30',
  'daybook2.W10',
  `daybook1.${Buffer.from('[[["a",-1]]]').toString('base64url')}`,
  `daybook1.${Buffer.from('[[["a",1]],[1,2,3]]').toString('base64url')}`,
  `daybook1.${Buffer.from('[[],[1,"a",3]]').toString('base64url')}`,
])('%p is no token', (text) => {
  expect(() => parsedToken(text, 'after')).toThrow(expect.objectContaining({ code: 'invalid-read', field: 'after' }));
});
