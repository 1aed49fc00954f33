import { type Cases, beside, happens, inLog, swapped } from './example/case.js';
import { areToldOf } from './example/told-of.js';
import { idOf } from './example/story.js';
import type { WordOf } from './invariant.js';

const cases: Readonly<Record<'money' | WordOf<'I9' | 'I11' | 'errors'>, Cases>> = {
  money: {
    wrong: [
      inLog('less has come than has left', (events) =>
        events.map((event) => (event.type === 'proof.credited' ? { ...event, coins: 29 } : event)),
      ),
      inLog('it has come to somebody else', (events) =>
        events.map((event) => (event.type === 'proof.credited' ? { ...event, counterpart: 'account-3' } : event)),
      ),
      happens('an account is overdrawn', (story) => story.transfer('x', 'account-1', 'account-2', 71)),
      happens('a reader sees a coin too few', (story) => story.look('x', 149)),
      happens('a reader sees a coin too many', (story) => story.look('x', 151)),
      happens('a reader sees an account before somebody asks for it', (story) =>
        story.look('x', 160).open('account-3', 10),
      ),
    ],
    innocent: [
      happens('an account is emptied', (story) => story.transfer('x', 'account-1', 'account-2', 70)),
      inLog(
        'the credit is written before the debit',
        (events) => {
          const [debit, credit] = events.slice(-2);
          const turned = [
            { ...credit!, position: debit!.position },
            { ...debit!, position: credit!.position },
          ];
          return [...events.slice(0, -2), ...turned];
        },
        (story) => story.transfer('x', 'account-1', 'account-2', 5, { ends: ['unknown'], there: true }),
      ),
      happens('a reader sees an account while it is opened', (story) => {
        story.say({ word: 'invoked', call: 'o', kind: 'open', account: 'account-3', coins: 10 });
        story.look('x', 160).look('y', 150);
        story.place({ stream: 'account-3', type: 'proof.opened', coins: 10, owner: 'owner-0' });
        story.say({ word: 'ok', call: 'o', answer: {} });
      }),
      happens('a reader gets no answer', (story) =>
        story
          .say({ word: 'invoked', call: 'x', kind: 'read-holdings' })
          .say({ word: 'failed', call: 'x', error: 'away' }),
      ),
    ],
  },
  'effect-missing': {
    wrong: [
      beside('an event has had no effect', (seen) => {
        seen.lines.splice(seen.lines.findIndex(({ word }) => word === 'effect') + 2, 1);
      }),
    ],
    innocent: [
      beside('the reaction does not want it', (seen) => {
        seen.lines = seen.lines.filter((line) => line.word !== 'effect' || !line.stream.startsWith('cell-'));
        seen.subscriptions = seen.subscriptions.map((row) =>
          row.kind === 'reaction' ? { ...row, categories: ['account'] } : row,
        );
      }),
    ],
  },
  'effect-order': {
    wrong: [
      beside('two of a stream come the wrong way round', (seen) => {
        const first = seen.lines.findIndex(({ word }) => word === 'effect');
        seen.lines = swapped(seen.lines, first + 2, first + 3);
      }),
    ],
    innocent: [
      beside('a copy comes late, of an owner that was overtaken', (seen) => {
        seen.lines.push(seen.lines.find((line) => line.word === 'effect' && line.stream === 'cell-1')!);
      }),
      beside('two streams take turns', (seen) => {
        const first = seen.lines.findIndex(({ word }) => word === 'effect');
        seen.lines = swapped(seen.lines, first, first + 1);
      }),
    ],
  },
  'effect-stranger': {
    wrong: [
      beside('an effect of no event', (seen) =>
        seen.lines.push({
          ...{ word: 'effect', process: 'run', at: 1_500_000, reaction: 'proof-effects' },
          ...{ key: idOf('other'), stream: 'cell-1', version: 9 },
        }),
      ),
      beside('an effect under the wrong key', (seen) =>
        seen.lines.push({
          ...{ word: 'effect', process: 'run', at: 1_500_000, reaction: 'proof-effects' },
          ...{ key: idOf('other'), stream: 'cell-1', version: 1 },
        }),
      ),
    ],
    innocent: [],
  },
  lag: {
    wrong: [
      beside('somebody has not come to the end', (seen) => {
        seen.lines = seen.lines.map((line) => (line.word === 'idle' ? { ...line, reached: false } : line));
      }),
      beside('a checkpoint is behind, and what lies behind it was not applied', (seen) => {
        seen.subscriptions = seen.subscriptions.map((row) => ({ ...row, positions: [5, 3] }));
        seen.rows = seen.rows.filter(({ position }) => position <= 4);
        seen.lines = seen.lines.filter((line) => line.word !== 'effect' || line.version < 3);
      }),
    ],
    innocent: [
      beside('a checkpoint is behind what it does not want', (seen) => {
        seen.subscriptions = seen.subscriptions.map((row) =>
          row.categories === null ? row : { ...row, positions: [6, 6] },
        );
      }),
    ],
  },
  parked: {
    wrong: [
      beside('an event is put aside', (seen) =>
        seen.parked.push({ subscription: 'proof-entries@1.1', position: 3, failure: 'no' }),
      ),
    ],
    innocent: [],
  },
  bug: {
    wrong: [happens('a process tells of one', (story) => story.say({ word: 'bug', error: 'TypeError: x\n at y' }))],
    innocent: [
      happens('a fault says why it cannot happen', (story) =>
        story.say({ word: 'fault', fault: 'full-disk', number: 1, phase: 'ended', why: 'no room' }),
      ),
    ],
  },
};

areToldOf(cases);
