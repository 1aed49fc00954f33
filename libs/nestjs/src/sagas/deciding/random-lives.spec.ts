import type { HeldSaga, SagaChange, SagaStatus, SagaStep } from '@daybook/event-store';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { afterChange } from './after-change.js';
import { decideSaga } from './decide-saga.js';
import { batches, fact, Life, lives, scripted } from './example/life.js';
import { type Decide, KeptSaga } from './example/kept-saga.js';
import { cancelsWhatIsSent } from './example/wrong-builds/cancels-what-is-sent.js';
import { firstThingsFirst } from './example/wrong-builds/first-things-first.js';
import { keepsDeadlines } from './example/wrong-builds/keeps-deadlines.js';
import { lateThingsLast } from './example/wrong-builds/late-things-last.js';
import { leavesTurnsOut } from './example/wrong-builds/leaves-turns-out.js';
import { neverThere } from './example/wrong-builds/never-there.js';
import { remembers } from './example/wrong-builds/remembers.js';
import { repeatsHistory } from './example/wrong-builds/repeats-history.js';
import { sendsOnTheWayBack } from './example/wrong-builds/sends-on-the-way-back.js';
import { undoesTheEnded } from './example/wrong-builds/undoes-the-ended.js';
import { writesInPlace } from './example/wrong-builds/writes-in-place.js';
import { joinChanges } from './join-changes.js';
import type { SagaInput } from './saga-input.js';

interface Look {
  readonly kept: KeptSaga;
  readonly change: SagaChange;
  readonly input: SagaInput;
  readonly before: HeldSaga | undefined;
}

/** What holds after each decision. */
const laws: Readonly<Record<string, (look: Look) => void>> = {
  'numbers and turns grow without gaps': ({ change, before }) => {
    const { steps, turns } = before?.record ?? { steps: 0, turns: 0 };
    expect(change.steps.map(({ number }) => number)).toEqual(upTo(change.record.steps).slice(steps));
    const given = [...change.steps, ...change.moved].flatMap(({ turn }) => turn ?? []);
    expect(given.sort((a, b) => a - b)).toEqual(upTo(change.record.turns).slice(turns));
    for (const { turn, status } of change.steps) expect(turn !== undefined).toBe(status === 'due');
  },
  'an instance goes from status to status as it may': ({ change, before }) => {
    const from = before?.record.status ?? 'running';
    expect(follows[from]).toContain(change.record.status);
  },
  'nothing is due that may not be': ({ kept, change }) => {
    const { status } = change.record;
    // What was being sent at that time comes to its end, though the first attempt at it may have failed.
    const unsent = open(kept).filter(({ number }) => !kept.sent.includes(number));
    if (status === 'compensated') expect(open(kept)).toEqual([]);
    if (status === 'ended') expect(unsent).toEqual([]);
    if (status === 'compensating') expect(unsent.filter(({ kind }) => kind === 'command')).toEqual([]);
    if (status === 'completed') {
      expect(open(kept).filter((step) => step.kind !== 'command' || step.status !== 'due')).toEqual([]);
    }
    if (status !== 'running') expect(kept.deadlines.size).toBe(0);
  },
  'nothing begins in an instance that is over': ({ change, before }) => {
    const status = before?.record.status;
    if (status === 'completed' || status === 'ended') expect(change.steps).toEqual([]);
  },
  'who undoes has something left to undo, or needs an operator': ({ kept, change: { record } }) => {
    if (record.status !== 'compensating') return;
    expect(record.failure !== undefined || open(kept).some(({ status }) => status !== 'declared')).toBe(true);
  },
  'nothing is due that follows from history': ({ change, input }) => {
    if (input.kind !== 'event' || !input.history) return;
    const due = [...change.steps, ...change.moved].filter(({ status }) => status === 'due');
    expect(due).toEqual([]);
  },
  'nothing is said of what another one is sending': ({ change, input, before }) => {
    const said = 'step' in input ? input.step : undefined;
    const claimed = before?.open.filter(({ claimedBy, number }) => claimedBy !== undefined && number !== said) ?? [];
    const moved = change.moved.map(({ number }) => number);
    expect(claimed.filter(({ number }) => moved.includes(number))).toEqual([]);
  },
  'who is stuck is so at something that there is': ({ kept, change: { record } }) => {
    expect(record.stuckAt !== undefined).toBe(record.failure !== undefined);
    const { stuckAt } = record;
    if (stuckAt === undefined) return;
    if ('deadline' in stuckAt) expect([...kept.deadlines.keys()]).toContain(stuckAt.deadline);
    else expect(['due', 'refused']).toContain(kept.steps.get(stuckAt.step)?.status);
  },
  'what was wished for is on record, once': ({ change, input, before }) => {
    if (input.kind !== 'event' || (before !== undefined && before.record.status === 'compensated')) return;
    const { does } = input.recorded.event as unknown as { readonly does: readonly string[] };
    expect(change.steps).toHaveLength(does.filter((one) => /send|undo/.test(one)).length);
  },
};

const follows: Readonly<Record<SagaStatus, readonly SagaStatus[]>> = {
  running: ['running', 'compensating', 'compensated', 'completed', 'ended'],
  compensating: ['compensating', 'compensated', 'ended'],
  compensated: ['compensated', 'compensating'],
  completed: ['completed', 'ended'],
  ended: ['ended'],
};

function upTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, at) => at + 1);
}

function open(kept: KeptSaga): readonly SagaStep[] {
  return kept.held?.open ?? [];
}

/** Decides twice, on the same instance, and sees that the first time has left nothing behind. */
function twice(decide: Decide): Decide {
  return (of, input, now) => {
    const held = JSON.stringify(of.held);
    const [one, other] = [1, 2].map(() => {
      try {
        return decide(of, input, now);
      } catch (error) {
        return { threw: String(error) };
      }
    });
    expect(other).toEqual(one);
    expect(JSON.stringify(of.held)).toBe(held);
    return decide(of, input, now);
  };
}

/** What is sent for the first time: commands first things first, compensations last things first. */
function assertOrder(kept: KeptSaga, sent: ReadonlySet<number>, number: number): void {
  const step = kept.steps.get(number);
  if (step === undefined || sent.has(number)) return;
  const others = open(kept).filter(
    (other) => other.status === 'due' && other.kind === step.kind && !sent.has(other.number),
  );
  const numbers = others.map((other) => other.number);
  expect(number).toBe(step.kind === 'command' ? Math.min(...numbers) : Math.max(...numbers));
}

function holds(decide: Decide, { endOnFailure = false } = {}): void {
  const property = fc.property(lives, ({ inHistory, happenings }) => {
    const look = (kept: KeptSaga, change: SagaChange, input: SagaInput, before: HeldSaga | undefined): void => {
      for (const law of Object.values(laws)) law({ kept, change, input, before });
    };
    const life = new Life(inHistory, look, twice(decide));
    for (const happening of happenings) {
      const before = [...life.kept.sent];
      life.happens(happening);
      for (const number of life.kept.sent.slice(before.length)) assertOrder(life.kept, new Set(before), number);
    }
  });
  fc.assert(property, { numRuns: 600, seed: 7, endOnFailure });
}

describe('Whatever happens to an instance', () => {
  test('every law holds', () => {
    expect(() => holds(decideSaga)).not.toThrow();
  });

  test.each(
    Object.entries<Decide>({
      cancelsWhatIsSent,
      firstThingsFirst,
      keepsDeadlines,
      lateThingsLast,
      leavesTurnsOut,
      neverThere,
      remembers: remembers(),
      repeatsHistory,
      sendsOnTheWayBack,
      undoesTheEnded,
      writesInPlace,
    }),
  )('a wrong build is found out: %s', (_, wrong) => {
    // Found is enough; nobody wants to know the shortest life in which it shows.
    expect(() => holds(wrong, { endOnFailure: true })).toThrow('Property failed');
  });
});

describe('Facts of one batch', () => {
  test.each([true, false])('come to the same, written one by one or together (in history: %s)', (history) => {
    const property = fc.property(batches, (facts) => {
      const [each, together] = [new KeptSaga(scripted), new KeptSaga(scripted)];
      let joined: SagaChange | undefined;
      let held: HeldSaga | undefined;
      for (const { does, later } of facts) {
        const input = fact(does, later, history);
        try {
          each.take(input);
        } catch {
          continue;
        }
        const change = decideSaga({ saga: scripted, key: 'o-1', held }, input, together.now);
        if (change === undefined) continue;
        held = afterChange(held, change);
        joined = joinChanges(joined, change);
      }
      if (joined !== undefined) together.write(joined);
      expect(together.record).toEqual(each.record);
      expect(together.all().map(withoutWhy)).toEqual(each.all().map(withoutWhy));
      expect(together.deadlines).toEqual(each.deadlines);
      expect({ ...held, open: held?.open.map(withoutWhy) }).toEqual({
        ...each.held,
        open: each.held?.open.map(withoutWhy),
        ...(each.held && { deadlines: [...each.held.deadlines].sort((a, b) => (a.name < b.name ? -1 : 1)) }),
      });
    });
    fc.assert(property, { numRuns: 300, seed: 7 });
  });
});

/** A step that was cancelled before it was written has no word of why. */
function withoutWhy({ failure: _, ...step }: SagaStep): Omit<SagaStep, 'failure'> {
  return step;
}
