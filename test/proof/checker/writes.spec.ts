import { type Cases, beside, happens, inLog, meets } from './example/case.js';
import { areToldOf } from './example/told-of.js';
import { idOf } from './example/story.js';
import type { WordOf } from './invariant.js';

const cases: Readonly<Record<WordOf<'I1' | 'I2' | 'I3'>, Cases>> = {
  'lost-write': {
    wrong: [
      happens('an acknowledged append is not there', (story) => story.note('x', { 'cell-3': 2 }, { there: false })),
      happens('one is acknowledged in the end', (story) =>
        story.note('x', { 'cell-3': 1 }, { ends: ['unknown', 'ok'], there: false }),
      ),
      happens('a transfer', (story) => story.transfer('x', 'account-1', 'account-2', 1, { there: false })),
      happens('an opening', (story) => story.open('account-3', 1, { there: false })),
    ],
    innocent: [
      happens('nobody knows, and it is not there', (story) =>
        story.note('x', { 'cell-3': 2 }, { ends: ['unknown'], there: false }),
      ),
      happens('its process was killed, and it is not there', (story) =>
        story.note('x', { 'cell-3': 2 }, { ends: [], there: false }),
      ),
      happens('it was refused after nobody knew', (story) =>
        story.transfer('x', 'account-1', 'account-2', 1, { ends: ['unknown', 'failed'] }),
      ),
    ],
  },
  'refused-present': {
    wrong: [
      happens('a refused append is there', (story) =>
        story.note('x', { 'cell-3': 2 }, { ends: ['failed'], there: true }),
      ),
      happens('a refused transfer', (story) =>
        story.transfer('x', 'account-1', 'account-2', 1, { ends: ['failed'], there: true }),
      ),
      happens('one that was refused for good after nobody knew', (story) =>
        story.note('x', { 'cell-3': 2 }, { ends: ['unknown', 'failed'], there: true }),
      ),
      happens('what was to be rolled back, of a process that was killed', (story) =>
        story.note('x', { 'cell-3': 2 }, { way: 'rolled-back', ends: [], there: true }),
      ),
      happens('an opening', (story) => story.open('account-3', 1, { ends: ['failed'], there: true })),
    ],
    innocent: [
      happens('nobody knows, and it is there', (story) =>
        story.note('x', { 'cell-3': 2 }, { ends: ['unknown'], there: true }),
      ),
      happens('its process was killed, and it is there', (story) =>
        story.transfer('x', 'account-1', 'account-2', 1, { ends: [], there: true }),
      ),
      happens('an opening that somebody else has made', (story) => story.open('account-1', 100, { ends: ['failed'] })),
      happens('an opening that was made before its answer was lost, and is there', (story) =>
        story.open('account-3', 1, { ends: ['unknown', 'failed'], there: true }),
      ),
    ],
  },
  duplicate: {
    wrong: [
      happens('a value is there under two ids', (story) =>
        story.place({ stream: 'cell-2', type: 'proof.noted', call: 'b', value: 'b/1.0', eventId: idOf('another') }),
      ),
      happens('a transfer is there twice', (story) => {
        const half = { call: 't', coins: 30 };
        const [one, other] = ['account-1', 'account-2'];
        story.place({ stream: one, type: 'proof.debited', counterpart: other, owner: 'owner-0', ...half });
        story.place({ stream: other, type: 'proof.credited', counterpart: one, owner: 'owner-1', ...half });
      }),
    ],
    innocent: [
      happens('the same value twice in the history, once in the log', (story) =>
        story.note('x', { 'cell-3': 2 }, { ends: ['unknown', 'unknown', 'ok'] }),
      ),
    ],
  },
  torn: {
    wrong: [
      inLog(
        'the last of three values is missing',
        (events) => events.slice(0, -1),
        (story) => story.note('x', { 'cell-3': 1, 'cell-4': 2 }, { ends: ['unknown'], there: true }),
      ),
      {
        ...inLog(
          'a transfer has no credit',
          (events) => events.slice(0, -1),
          (story) => story.transfer('x', 'account-2', 'account-1', 1, { ends: [], there: true }),
        ),
        also: ['money'],
      },
    ],
    innocent: [happens('none of three', (story) => story.note('x', { 'cell-3': 1, 'cell-4': 2 }, { ends: [] }))],
  },
  stranger: {
    wrong: [
      happens('what was undone with a savepoint', (story) =>
        story.place({ stream: 'cell-1', type: 'proof.noted', call: 'a', value: 'a/undone' }),
      ),
      happens('a value under another id', (story) => {
        story.note('x', { 'cell-3': 1 }, { ends: ['ok'], there: false });
        story.place({ stream: 'cell-3', type: 'proof.noted', call: 'x', value: 'x/0.0', eventId: idOf('other') });
      }),
      happens('a transfer', (story) => {
        story.transfer('x', 'account-1', 'account-2', 1);
        story.lines.splice(-2, 2);
      }),
      happens('another kind of event', (story) => story.place({ stream: 'cell-1', type: 'proof.other' })),
    ],
    innocent: [
      happens('a savepoint of which nothing is there', (story) =>
        story.note('x', { 'cell-3': 1 }, { way: 'savepoint' }),
      ),
    ],
  },
  'version-gap': {
    wrong: [
      inLog(
        'a version was left out',
        (events) => events.map((event) => (event.call === 'x' ? { ...event, version: event.version + 1 } : event)),
        (story) => story.note('x', { 'cell-2': 1 }, { ends: ['unknown'], there: true }),
      ),
      beside('the row of a stream is ahead', (seen) => seen.versions.set('cell-1', 4)),
      beside('the row of a stream is behind', (seen) => seen.versions.set('cell-1', 2)),
      beside('a stream has a row and no event', (seen) => seen.versions.set('cell-9', 1)),
    ],
    innocent: [
      happens('a gap of positions', (story) => story.gap(1_000).note('x', { 'cell-1': 1 })),
      beside('a stream that was locked and never written', (seen) => seen.versions.set('cell-9', 0)),
    ],
  },
  'version-duplicate': {
    wrong: [
      {
        ...inLog(
          'two events have one version',
          (events) => events.map((event) => (event.call === 'x' ? { ...event, version: 2 } : event)),
          (story) => story.note('x', { 'cell-2': 1 }, { ends: ['unknown'], there: true }),
        ),
        // Effects are known by stream and version.
        also: ['effect-missing', 'effect-stranger'],
      },
    ],
    innocent: [happens('two streams have the same version', (story) => story.note('x', { 'cell-3': 1, 'cell-4': 1 }))],
  },
  'broken-expectation': {
    wrong: [
      happens('an exact version', (story) => story.note('x', { 'cell-1': 1 }, { expected: 2 })),
      happens('no stream', (story) => story.note('x', { 'cell-1': 1 }, { expected: 'noStream' })),
      happens('a stream', (story) => story.note('x', { 'cell-3': 1 }, { expected: 'streamExists' })),
    ],
    innocent: [
      happens('an exact version', (story) => story.note('x', { 'cell-1': 2 }, { expected: 3 })),
      happens('none yet, by number', (story) => story.note('x', { 'cell-3': 1 }, { expected: 0 })),
      happens('no stream', (story) => story.note('x', { 'cell-3': 2 }, { expected: 'noStream' })),
      happens('a stream', (story) => story.note('x', { 'cell-1': 1 }, { expected: 'streamExists' })),
      happens('a stale one was refused', (story) =>
        story.note('x', { 'cell-1': 1 }, { expected: 1, ends: ['failed'] }),
      ),
    ],
  },
  'inconsistent-offsets': {
    wrong: [
      happens('a writer was told a position where another event is', (story) => {
        story.note('x', { 'cell-3': 1 });
        story.say({ word: 'ok', call: 'x', answer: { streams: [{ stream: 'cell-3', version: 1, position: 3 }] } });
      }),
      happens('a writer was told a position where nothing is', (story) => {
        story.note('x', { 'cell-3': 1 });
        story.say({ word: 'ok', call: 'x', answer: { streams: [{ stream: 'cell-3', version: 1, position: 99 }] } });
      }),
      meets('a session has met another event there', (met) =>
        met.map((one, n) => (n === 4 ? [one[0], idOf('other'), one[2], one[3]] : one)),
      ),
      meets('a session has met something where nothing is', (met) => [...met, [1_000, idOf('other'), 'cell-1', 9]]),
      beside('the subscriber was handed what is not there', (seen) =>
        seen.rows.push({ position: 1_000, eventId: idOf('other'), stream: 'cell-1', version: 9, worker: 'app-1.1' }),
      ),
    ],
    innocent: [
      happens('a writer is told the same place twice', (story) => {
        story.note('x', { 'cell-3': 1 }, { ends: ['unknown', 'ok'] });
        story.lines.push({ ...story.lines.at(-1)!, process: 'app-1.2' });
      }),
    ],
  },
};

areToldOf(cases);
