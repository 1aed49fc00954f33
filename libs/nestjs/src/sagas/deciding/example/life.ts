import type { SagaChange } from '@daybook/event-store';
import fc from 'fast-check';
import { recorded } from '../../example/recorded.js';
import type { RegisteredSaga } from '../../registered-saga.js';
import { decideSaga } from '../decide-saga.js';
import type { SagaInput } from '../saga-input.js';
import { type Decide, KeptSaga, registered } from './kept-saga.js';
import { type Doing, Scripted, Told } from './scripted.saga.js';

/** What happens to an instance, in the world or by its runner. */
export type Happening =
  | { readonly does: readonly Doing[]; readonly later: readonly Doing[] }
  | { readonly outcome: 'accepted' | 'refused' | 'failed' | 'parked' | 'none' }
  | { readonly passes: number }
  | { readonly runner: 'caught-up' | 'dropped' }
  | { readonly operator: 'retry' | 'skip' | 'end' };

const doing = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Doing>('send', 'undo') },
  { weight: 3, arbitrary: fc.constantFrom<Doing>('send-unheard', 'wait-a', 'wait-b', 'wait-no-more') },
  { weight: 1, arbitrary: fc.constantFrom<Doing>('turn', 'finish', 'fail') },
);
const script = fc.array(doing, { maxLength: 4 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: script, later: script }) },
  {
    weight: 8,
    arbitrary: fc.constantFrom<Happening>(
      { outcome: 'accepted' },
      { outcome: 'accepted' },
      { outcome: 'refused' },
      { outcome: 'failed' },
      { outcome: 'parked' },
      { outcome: 'none' },
    ),
  },
  { weight: 2, arbitrary: fc.record({ passes: fc.constantFrom(1_000, 60_000, 120_000) }) },
  { weight: 1, arbitrary: fc.constantFrom<Happening>({ runner: 'caught-up' }, { runner: 'dropped' }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Happening>({ operator: 'retry' }, { operator: 'retry' }, { operator: 'skip' }),
  },
  { weight: 1, arbitrary: fc.constant<Happening>({ operator: 'end' }) },
);

/** The life of an instance: whether it begins in history, and what happens to it. */
export const lives: fc.Arbitrary<{ readonly inHistory: boolean; readonly happenings: readonly Happening[] }> =
  fc.record({ inHistory: fc.boolean(), happenings: fc.array(happening, { minLength: 1, maxLength: 40 }) });

/** Facts alone, as a batch brings them. */
export const batches: fc.Arbitrary<readonly { readonly does: readonly Doing[]; readonly later: readonly Doing[] }[]> =
  fc.array(
    fc.record({
      does: fc.array(
        doing.filter((one) => one !== 'fail'),
        { maxLength: 4 },
      ),
      later: script,
    }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );

export const scripted: RegisteredSaga = registered(Scripted);

/** A fact of the script. */
export function fact(does: readonly Doing[], later: readonly Doing[], history: boolean): SagaInput {
  return { kind: 'event', recorded: recorded(Told.of({ does, later })), history };
}

/** Lets happen what is told, and has each decision looked at. */
export class Life {
  readonly kept: KeptSaga;

  constructor(
    private inHistory: boolean,
    private readonly look: (kept: KeptSaga, change: SagaChange, input: SagaInput, before: KeptSaga['held']) => void,
    decide: Decide = decideSaga,
  ) {
    this.kept = new KeptSaga(scripted, 'o-1', decide);
  }

  happens(happening: Happening): void {
    if ('does' in happening) this.#take(fact(happening.does, happening.later, this.inHistory));
    else if ('outcome' in happening) this.#comes(happening.outcome);
    else if ('passes' in happening) this.#passes(happening.passes);
    else if ('runner' in happening) this.#catchesUp(happening.runner);
    else if (happening.operator === 'retry') this.#take({ kind: 'retry' });
    else this.#take({ kind: happening.operator, reason: 'by hand' });
  }

  /** Either claims a step, or says what came of the one that is claimed. */
  #comes(outcome: string): void {
    const { claimed } = this.kept;
    if (claimed === undefined) this.kept.claim();
    else if (outcome === 'accepted') this.#take({ kind: 'accepted', step: claimed.number });
    else if (outcome === 'refused') {
      this.#take({ kind: 'refused', step: claimed.number, refusal: { code: 'no', message: 'No.' } });
    } else if (outcome !== 'none') this.kept.fail(claimed.number, outcome === 'parked');
  }

  #passes(ms: number): void {
    this.kept.now = new Date(this.kept.now.getTime() + ms);
    // As the loop: not in history, not while it is stuck, and those first that were due first.
    const due = [...this.kept.deadlines].filter(([, dueAt]) => dueAt <= this.kept.now && !this.inHistory);
    for (const [name, dueAt] of due.sort(([, a], [, b]) => a.getTime() - b.getTime())) {
      this.#take({ kind: 'deadline', deadline: { name, dueAt } });
    }
  }

  #catchesUp(how: 'caught-up' | 'dropped'): void {
    if (!this.inHistory) return;
    this.inHistory = false;
    this.#take({ kind: 'caught-up', effects: how === 'dropped' ? 'dropped' : 'held' });
  }

  #take(input: SagaInput): void {
    const before = this.kept.held;
    try {
      const change = this.kept.take(input);
      if (change !== undefined) this.look(this.kept, change, input, before);
    } catch (error) {
      // A handler that was told to: the event is parked, the step tried again, and nothing was written.
      const told = error instanceof RangeError || (error as { code?: unknown }).code === 'saga-ends-twice';
      if (!told) throw error;
      const { claimed } = this.kept;
      if (input.kind === 'refused' && claimed !== undefined) this.kept.fail(claimed.number, false);
    }
  }
}
