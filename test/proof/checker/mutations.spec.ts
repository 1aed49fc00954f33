import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Entry, Met, PolledEntry } from '../history/entry.js';
import { anyStory } from './example/any-story.js';
import { swapped } from './example/case.js';
import { observed, type Observed, wordsFor } from './example/observed.js';
import { idOf, type Story } from './example/story.js';
import type { Word } from './invariant.js';
import type { LoggedEvent } from './log.js';

/** One of some things. */
type Pick = <T>(items: readonly T[]) => T;

/** Something that a store may get wrong, and by which word it must be told of, among others that follow from it. */
interface Mutation {
  readonly what: string;
  readonly words: readonly Word[];
  readonly seen: (story: Story, pick: Pick) => Observed;
}

/** The log is changed, and everybody reads that. */
function ofLog(
  what: string,
  words: readonly Word[],
  change: (story: Story, pick: Pick) => readonly LoggedEvent[],
): Mutation {
  return { what, words, seen: (story, pick) => observed(story, change(story, pick)) };
}

/** What somebody saw is changed, beside a log that is right. */
function ofReaders(what: string, words: readonly Word[], change: (seen: Observed, pick: Pick) => unknown): Mutation {
  return {
    what,
    words,
    seen: (story, pick) => {
      const seen = observed(story);
      change(seen, pick);
      return seen;
    },
  };
}

const acknowledged = ({ events, lines }: Story): readonly LoggedEvent[] => {
  const calls = new Set(lines.flatMap((line) => (line.word === 'ok' ? [line.call] : [])));
  return events.filter(({ call }) => call !== undefined && calls.has(call));
};

const notes = (events: readonly LoggedEvent[]): readonly LoggedEvent[] =>
  events.filter(({ type }) => type === 'proof.noted');

/** What has come of commands of sagas. */
const ofSagas = (events: readonly LoggedEvent[]): readonly LoggedEvent[] => events.filter(({ of }) => of !== undefined);

/** Two of one stream, one behind the other. */
function twoOfAStream<T extends { readonly stream: string }>(items: readonly T[], pick: Pick): readonly [T, T] {
  const pairs = items.flatMap((item, index) => {
    const next = items.slice(index + 1).find(({ stream }) => stream === item.stream);
    return next === undefined ? [] : [[item, next] as const];
  });
  return pick(pairs);
}

const changed = <T>(items: readonly T[], item: T, to: Partial<T>): T[] =>
  items.map((one) => (one === item ? { ...one, ...to } : one));

const removed = <T>(items: readonly T[], item: T): T[] => items.filter((one) => one !== item);

const twice = <T>(items: readonly T[], item: T): T[] => items.flatMap((one) => (one === item ? [one, one] : [one]));

const exchanged = <T>(items: readonly T[], one: T, other: T): T[] =>
  swapped(items, items.indexOf(one), items.indexOf(other));

const effectsIn = (lines: readonly Entry[]) => lines.filter((line) => line.word === 'effect');

/** One session meets two of the events otherwise. */
function metOtherwise(seen: Observed, pick: Pick, change: (met: readonly Met[]) => readonly Met[]): void {
  const isPage = (line: Entry): line is PolledEntry => line.word === 'polled' && line.session === 'all';
  const page = pick(seen.lines.filter(isPage).filter(({ met = [] }) => met.length === 2));
  seen.lines = seen.lines.map((line) => (line === page ? { ...page, met: change(page.met ?? []) } : line));
}

/** A line is another one. */
function said(seen: Observed, line: Entry, instead: Entry): void {
  seen.lines = seen.lines.map((one) => (one === line ? instead : one));
}

const mutations: readonly Mutation[] = [
  ofLog('an acknowledged event is lost', ['lost-write', 'torn'], (story, pick) =>
    removed(story.events, pick(acknowledged(story))),
  ),
  ofLog('a call is lost', ['lost-write'], (story, pick) => {
    const { call } = pick(acknowledged(story));
    return story.events.filter((event) => event.call !== call);
  }),
  ofLog('a value is written once more', ['duplicate'], (story, pick) => {
    const { stream, type, call, value } = pick(notes(story.events));
    story.place({ stream, type, call, value, eventId: idOf('once more') });
    return story.events;
  }),
  ofLog('a transfer is made once more', ['duplicate'], (story, pick) => {
    const { call } = pick(story.events.filter(({ type }) => type === 'proof.debited'));
    for (const half of story.events.filter((event) => event.call === call))
      story.place({ ...half, eventId: idOf('x') });
    return story.events;
  }),
  ofLog('an event comes from nowhere', ['stranger'], (story, pick) => {
    story.place({ stream: pick(story.events).stream, type: 'proof.noted', call: 'nobody', value: 'nothing' });
    return story.events;
  }),
  ofLog('a value is in another stream', ['stranger'], (story, pick) =>
    changed(story.events, pick(notes(acknowledged(story))), { stream: 'cell-9' }),
  ),
  ofLog('two events of a stream change places', ['version-inversion'], ({ events }, pick) => {
    const [one, other] = twoOfAStream(events, pick);
    return changed(changed(events, one, { position: other.position }), other, { position: one.position });
  }),
  ofLog('a version is left out', ['version-gap'], ({ events }, pick) => {
    const { stream, version } = pick(events);
    return events.map((event) =>
      event.stream === stream && event.version >= version ? { ...event, version: event.version + 1 } : event,
    );
  }),
  ofLog('a coin is lost on its way', ['money'], ({ events }, pick) => {
    const half = pick(events.filter(({ type }) => type === 'proof.credited'));
    return changed(events, half, { coins: (half.coins ?? 0) - 1 });
  }),
  ofReaders('what was acknowledged was refused', ['refused-present'], (seen, pick) => {
    const writes = seen.lines.flatMap((line) =>
      line.word === 'ok' && line.answer.streams !== undefined ? [line] : [],
    );
    const { call, process, at } = pick(writes.filter(({ call: name }) => !name.startsWith('open')));
    seen.lines = seen.lines.map((line) =>
      'call' in line && line.call === call && line.word === 'ok'
        ? { call, process, at, word: 'failed', error: 'no' }
        : line,
    );
  }),
  ofReaders('a writer is told another position', ['inconsistent-offsets'], (seen, pick) => {
    const told = seen.lines.flatMap((line) => (line.word === 'ok' && line.answer.streams !== undefined ? [line] : []));
    const line = pick(told);
    const streams = (line.answer.streams ?? []).map((one) => ({ ...one, position: one.position + 1 }));
    said(seen, line, { ...line, answer: { streams } });
  }),
  ofReaders('a session misses an event', ['poll-skip'], (seen, pick) => {
    metOtherwise(seen, pick, (met) => met.slice(1));
  }),
  ofReaders('a session meets an event twice', ['poll-duplicate'], (seen, pick) => {
    metOtherwise(seen, pick, (met) => met.flatMap((one) => [one, one]));
  }),
  ofReaders('a session meets two events the wrong way round', ['nonmonotonic-poll'], (seen, pick) => {
    metOtherwise(seen, pick, (met) => met.toReversed());
  }),
  ofReaders('a session meets another event', ['inconsistent-offsets'], (seen, pick) => {
    metOtherwise(seen, pick, (met) =>
      met.map(([position, , stream, version]): Met => [position, idOf('other'), stream, version]),
    );
  }),
  ofReaders('a subscriber has not applied an event', ['unseen'], (seen, pick) => {
    seen.rows = removed(seen.rows, pick(seen.rows));
  }),
  ofReaders('a subscriber has applied an event twice', ['poll-duplicate'], (seen, pick) => {
    seen.rows = twice(seen.rows, pick(seen.rows));
  }),
  ofReaders('a subscriber has applied two events the wrong way round', ['nonmonotonic-poll'], (seen, pick) => {
    seen.rows = exchanged(seen.rows, ...twoOfAStream(seen.rows, pick));
  }),
  ofReaders('a balance is off', ['wrong-fold'], (seen, pick) => {
    const row = pick(seen.balances);
    seen.balances = changed(seen.balances, row, pick([{ coins: 0 }, { changes: 99 }, { seen: 0 }, { owner: '' }]));
  }),
  ofReaders('a holding is off', ['wrong-fold'], (seen, pick) => {
    const row = pick(seen.holdings);
    seen.holdings = pick([removed(seen.holdings, row), changed(seen.holdings, row, { coins: row.coins + 1 })]);
  }),
  ofReaders('a reader sees another sum', ['money'], (seen, pick) => {
    const looks = seen.lines.flatMap((line) => (line.word === 'ok' && line.answer.total !== undefined ? [line] : []));
    const line = pick(looks);
    said(seen, line, { ...line, answer: { total: (line.answer.total ?? 0) + pick([-1, 1]) } });
  }),
  ofReaders('an effect is missing', ['effect-missing'], (seen, pick) => {
    seen.lines = removed<Entry>(seen.lines, pick(effectsIn(seen.lines)));
  }),
  ofReaders('two effects of a stream come the wrong way round', ['effect-order'], (seen, pick) => {
    seen.lines = exchanged<Entry>(seen.lines, ...twoOfAStream(effectsIn(seen.lines), pick));
  }),
  ofReaders('an effect is of no event', ['effect-stranger'], (seen, pick) => {
    const effect = pick(effectsIn(seen.lines));
    said(seen, effect, { ...effect, key: idOf('x') });
  }),
  ofReaders('a snapshot is of another state', ['wrong-snapshot'], (seen, pick) => {
    const row = pick(seen.snapshots);
    const { owner, coins } = row.state ?? { owner: '', coins: 0 };
    const states = [
      { state: undefined },
      { state: { owner, coins: coins + 1 } },
      { state: { owner: 'nobody', coins } },
    ];
    seen.snapshots = changed(seen.snapshots, row, pick(states));
  }),
  ofReaders('a snapshot is of an event that is not there', ['stray-snapshot'], (seen, pick) => {
    const row = pick(seen.snapshots);
    const other = pick([{ eventId: idOf('x') }, { version: row.version + 1 }, { position: row.position + 1 }]);
    seen.snapshots = changed(seen.snapshots, row, other);
  }),
  ofReaders('an instance has come to no end', ['unfinished'], (seen, pick) => {
    const row = pick(seen.instances);
    const others = [{ status: 'running' }, { status: 'compensating' }, { failure: 'no' }, { deadlines: ['x'] }];
    seen.instances = pick([removed(seen.instances, row), changed(seen.instances, row, pick(others))]);
  }),
  ofLog('a command of a saga takes effect once more', ['step-twice'], (story, pick) => {
    const { stream, type, of, coins } = pick(ofSagas(story.events));
    story.place({ stream, type, of, coins, eventId: idOf('once more') });
    return story.events;
  }),
  ofLog('a command of a saga takes no effect', ['step-lost'], ({ events }, pick) =>
    removed(events, pick(ofSagas(events))),
  ),
  ofReaders('what has taken effect is on record as something else', ['step-stranger'], (seen, pick) => {
    const row = pick(seen.steps.filter(({ status }) => status === 'done'));
    const others = [{ status: 'refused' }, { status: 'cancelled' }, { type: 'proof.other' }];
    seen.steps = changed(seen.steps, row, pick(others));
  }),
  ofLog('what was not done is undone', ['stray-compensation'], ({ events }, pick) => {
    const undone = pick(ofSagas(events).filter(({ type }) => /let-go|refunded|released|returned/.test(type)));
    const [what] = ofSagas(events).filter(({ of }) => of === undone.of);
    return changed(changed(events, what!, { position: undone.position }), undone, { position: what!.position });
  }),
  ofReaders('a deadline fires twice', ['deadline-twice'], (seen, pick) => {
    const row = pick(seen.steps.filter(({ deadline }) => deadline !== undefined));
    seen.steps.push({ ...row, number: 99, status: 'cancelled' });
  }),
  ofLog('more is reserved than there is', ['stock'], ({ events }) =>
    changed(
      events,
      events.find(({ stream, value }) => stream === 'shelf-1' && value !== undefined)!,
      { coins: 1 },
    ),
  ),
  ofLog('something stays held', ['hold'], ({ events }, pick) =>
    removed(events, pick(events.filter(({ type }) => /let-go|released/.test(type)))),
  ),
  ofReaders('a checkpoint stays behind', ['lag'], (seen, pick) => {
    const row = pick(seen.subscriptions);
    seen.subscriptions = changed(seen.subscriptions, row, { positions: [...row.positions, 1] });
  }),
];

test('a history that a store has made that keeps its word is innocent', () => {
  fc.assert(
    fc.property(anyStory, (story) => expect(wordsFor(observed(story))).toEqual([])),
    { numRuns: 200 },
  );
});

describe.each(mutations)('$what', ({ words, seen }) => {
  test(`is told of as ${words.join(' or ')}`, () => {
    fc.assert(
      fc.property(anyStory, fc.infiniteStream(fc.nat()), (story, numbers) => {
        const pick: Pick = (items) => {
          const item = items[(numbers.next().value as number) % items.length];
          if (item === undefined) throw new Error('There is nothing of the kind in the story.');
          return item;
        };
        const found = wordsFor(seen(story, pick));
        expect(words.some((word) => found.includes(word)) ? words : found).toEqual(words);
      }),
      { numRuns: 30 },
    );
  });
});
