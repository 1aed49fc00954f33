import type { Entry } from '../history/entry.js';
import { beside, type Case, type Cases, happens, right } from './example/case.js';
import { observed, type Observed } from './example/observed.js';
import { areToldOf } from './example/told-of.js';
import { endings, supply, takeEffect, undertake } from './example/undertaking.js';
import type { Word, WordOf } from './invariant.js';
import type { InstanceRow, StepRow } from './standing.js';

/** Sagas have come to each end that there is, and something happens besides, or is kept otherwise. */
function sagas(what: string, change: (seen: Observed) => unknown, also: readonly Word[] = []): Case {
  return {
    what,
    also,
    story: () => {
      const seen = observed(all());
      change(seen);
      return seen;
    },
  };
}

/** Something takes effect besides. */
function effects(what: string, key: string, effect: string, also: readonly Word[] = []): Case {
  return {
    what,
    also,
    story: () => {
      const story = all();
      takeEffect(story, key, effect);
      return observed(story);
    },
  };
}

/** Something that took effect did not. */
function without(what: string, key: string, effect: string, also: readonly Word[] = []): Case {
  return {
    what,
    also,
    story: () => {
      const story = all();
      const place = story.events.findIndex(({ of, type }) => of === key && type === `proof.${effect}`);
      const [gone] = story.events.splice(place, 1);
      const behind = story.events.map((event) =>
        event.stream === gone?.stream && event.version > gone.version
          ? { ...event, version: event.version - 1 }
          : event,
      );
      return observed(story, behind);
    },
  };
}

function all() {
  const story = supply(right());
  for (const ending of endings) undertake(story, ending, ending);
  return story;
}

function instance(key: string, change: Partial<InstanceRow>) {
  return (seen: Observed): void => {
    seen.instances = seen.instances.map((row) => (row.key === key ? { ...row, ...change } : row));
  };
}

function step(key: string, type: string, change: Partial<StepRow>) {
  return (seen: Observed): void => {
    seen.steps = seen.steps.map((row) => (row.key === key && row.type === type ? { ...row, ...change } : row));
  };
}

const cases: Readonly<Record<WordOf<'I7'> | WordOf<'I8'>, Cases>> = {
  unfinished: {
    wrong: [
      sagas('an instance goes on and on', instance('moved', { status: 'running' })),
      sagas('an instance undoes and undoes', instance('let-go', { status: 'compensating' })),
      sagas('an instance is stuck', instance('shipped', { failure: 'TypeError: x' })),
      sagas('an instance was never begun', (seen) => {
        seen.instances = seen.instances.filter(({ key }) => key !== 'not-covered');
      }),
      sagas('a step is left', step('moved', 'proof.return', { status: 'due' })),
      sagas('what was declared is left', step('shipped', 'proof.give-items-back', { status: 'declared' })),
      sagas('a deadline is left', instance('shipped', { deadlines: ['shipped'] })),
    ],
    innocent: [
      happens('nobody knows whether it was asked for, and it was', (story) => {
        supply(story).note('m', { 'move-m': 1 }, { ends: ['unknown'], there: false });
      }),
    ],
  },
  'step-twice': {
    wrong: [
      effects('money is withdrawn twice', 'moved', 'withdrawn', ['money']),
      effects('an order is told twice that it is late', 'late', 'noted-late'),
      effects('what was captured is refunded twice', 'refunded', 'refunded', ['money']),
    ],
    innocent: [
      sagas('a command came to its handler twice', (seen) => {
        seen.lines = seen.lines.flatMap((line): Entry[] => (line.word === 'sent' ? [line, line] : [line]));
      }),
      sagas('a step was sent several times', step('moved', 'proof.deposit', { attempts: 7 })),
    ],
  },
  'step-lost': {
    wrong: [
      without('an order is not told that it is late', 'late', 'noted-late'),
      without('nothing is withdrawn, and deposited all the same', 'moved', 'withdrawn', ['money']),
      without('what is captured is never sent', 'shipped', 'shipped', ['hold', 'money']),
      sagas('it is done twice, and has taken effect once', (seen) => {
        const done = seen.steps.find(({ key, type }) => key === 'moved' && type === 'proof.deposit')!;
        seen.steps.push({ ...done, number: 4 });
      }),
    ],
    innocent: [sagas('it is left out by the saga', step('not-there', 'proof.reserve', { status: 'cancelled' }))],
  },
  'step-stranger': {
    wrong: [
      sagas('what was refused has taken effect', step('moved', 'proof.deposit', { status: 'refused' })),
      sagas('what was cancelled has taken effect', step('late', 'proof.note-late', { status: 'cancelled' })),
      sagas('nobody has decided on it', (seen) => {
        seen.steps = seen.steps.filter(({ key, type }) => key !== 'late' || type !== 'proof.note-late');
      }),
    ],
    innocent: [],
  },
  'stray-compensation': {
    wrong: [
      without('what was not withdrawn comes back', 'returned', 'withdrawn', ['money', 'step-lost']),
      without('what was not reserved is released', 'late', 'reserved', ['hold', 'step-lost']),
      effects('what was moved comes back as well', 'moved', 'returned', ['money', 'step-stranger']),
    ],
    innocent: [],
  },
  'deadline-twice': {
    wrong: [
      sagas('it has begun twice', (seen) => {
        const begun = seen.steps.find(({ key, type }) => key === 'begun' && type === 'proof.withdraw')!;
        seen.steps.push({ ...begun, number: 4, status: 'refused' });
      }),
    ],
    innocent: [
      sagas('it makes the instance do two things', (seen) => {
        const late = seen.steps.find(({ key, type }) => key === 'late' && type === 'proof.note-late')!;
        seen.steps.push({ ...late, number: 9, type: 'proof.capture', kind: 'command', status: 'cancelled' });
      }),
    ],
  },
  money: {
    wrong: [
      sagas('something else is withdrawn than was asked for', (seen) => {
        seen.events = seen.events.map((event) =>
          event.of === 'moved' && event.coins !== undefined ? { ...event, coins: 2 } : event,
        );
      }),
      without('what was withdrawn is nowhere', 'moved', 'deposited', ['step-lost']),
      {
        what: 'a purse is overdrawn',
        story: () => {
          const seen = observed(all());
          seen.events = seen.events.map((event) =>
            event.stream === 'purse-1' && event.value ? { ...event, coins: 10 } : event,
          );
          return seen;
        },
      },
      sagas(
        'it comes from somebody else',
        (seen) => {
          const own = seen.events.findLast(({ of, type }) => of === 'begun' && type === 'proof.deposited')!;
          seen.events = seen.events.map((event) =>
            event === own ? { ...event, stream: 'purse-9', version: 1 } : event,
          );
          seen.rows = seen.rows.map((row) =>
            row.position === own.position ? { ...row, stream: 'purse-9', version: 1 } : row,
          );
        },
        ['effect-missing', 'effect-stranger', 'inconsistent-offsets', 'version-gap'],
      ),
    ],
    innocent: [],
  },
  stock: {
    wrong: [
      {
        what: 'more is reserved than there is',
        story: () => {
          const seen = observed(all());
          seen.events = seen.events.map((event) =>
            event.stream === 'shelf-1' && event.value ? { ...event, coins: 1 } : event,
          );
          return seen;
        },
      },
    ],
    innocent: [],
  },
  hold: {
    wrong: [
      without('what is reserved stays so', 'late', 'released', ['step-lost']),
      without('what is held stays so', 'let-go', 'let-go', ['step-lost']),
    ],
    innocent: [beside('nothing is asked of sagas', () => undefined)],
  },
};

areToldOf(cases);
