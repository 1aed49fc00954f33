import { EventTypeRegistry, type HeldSaga, type SagaChange, type SagaStep } from '@daybook/event-store';
import type { SagaCase } from '../case-of.js';
import { decideSaga } from '../decide-saga.js';
import type { SagaInput } from '../saga-input.js';
import { SagaRegistry } from '../../saga-registry.js';
import type { RegisteredSaga } from '../../registered-saga.js';

/** How it is decided: `decideSaga`, or a wrong build of it. */
export type Decide = (of: SagaCase, input: SagaInput, now: Date) => SagaChange | undefined;

/** The saga of some classes, as an application registers it. */
export function registered(first: object, ...others: readonly object[]): RegisteredSaga {
  const sagas = new SagaRegistry(new EventTypeRegistry());
  for (const saga of [first, ...others]) sagas.register(saga);
  return sagas.all()[0] as RegisteredSaga;
}

const open: readonly string[] = ['declared', 'held', 'due'];

/** One instance in a store that keeps every step, and what is claimed: as simple as can be. */
export class KeptSaga {
  record: HeldSaga['record'] | undefined;
  readonly steps = new Map<number, SagaStep>();
  readonly deadlines = new Map<string, Date>();
  /** The numbers of the steps in the order in which they were claimed. */
  readonly sent: number[] = [];
  now = new Date('2026-01-01T09:00:00Z');

  constructor(
    private readonly saga: RegisteredSaga,
    private readonly key = 'o-1',
    private readonly decide: Decide = decideSaga,
  ) {}

  get held(): HeldSaga | undefined {
    if (this.record === undefined) return undefined;
    const deadlines = [...this.deadlines].map(([name, dueAt]) => ({ name, dueAt }));
    return { record: this.record, open: this.all().filter(({ status }) => open.includes(status)), deadlines };
  }

  all(): readonly SagaStep[] {
    return [...this.steps.values()].sort((a, b) => a.number - b.number);
  }

  /** Every step in a few words: `1 reserve-stock due`. */
  get told(): readonly string[] {
    return this.all().map(({ number, type, status }) => `${number} ${type} ${status}`);
  }

  /** Decides, and writes what comes of it; answers that. */
  take(input: SagaInput): SagaChange | undefined {
    const change = this.decide({ saga: this.saga, key: this.key, held: this.held }, input, this.now);
    if (change !== undefined) this.write(change);
    return change;
  }

  write({ record, steps, moved, deadlines, over }: SagaChange): void {
    this.record = record;
    for (const step of steps) {
      const endedAt = step.status === 'cancelled' ? record.changedAt : undefined;
      this.steps.set(step.number, {
        ...step,
        attempts: 0,
        failures: 0,
        failure: undefined,
        endedAt,
        claimedBy: undefined,
      });
    }
    for (const { number, status, turn, failure } of moved) {
      const step = this.#step(number);
      const endedAt = open.includes(status) ? undefined : record.changedAt;
      const claimedBy = open.includes(status) ? step.claimedBy : undefined;
      const attempts = status === 'due' ? 0 : step.attempts;
      this.steps.set(number, { ...step, status, turn: turn ?? step.turn, failure, endedAt, attempts, claimedBy });
    }
    for (const name of over) this.deadlines.delete(name);
    for (const { name, dueAt } of deadlines) this.deadlines.set(name, dueAt);
  }

  /** Claims the step whose turn it is; undefined if there is none, one is claimed already, or the instance is stuck. */
  claim(): SagaStep | undefined {
    const due = this.all().filter(({ status }) => status === 'due');
    if (this.record?.failure !== undefined || due.some(({ claimedBy }) => claimedBy !== undefined)) return undefined;
    const [next] = [...due].sort((a, b) => Number(a.turn) - Number(b.turn));
    if (next === undefined) return undefined;
    const claimed = { ...next, attempts: next.attempts + 1, claimedBy: 'process-1' };
    this.steps.set(next.number, claimed);
    this.sent.push(next.number);
    return claimed;
  }

  get claimed(): SagaStep | undefined {
    return this.all().find(({ claimedBy }) => claimedBy !== undefined);
  }

  /** The attempt has come to nothing, for technical reasons; for good, if the instance is to be parked. */
  fail(number: number, parks: boolean): void {
    this.steps.set(number, { ...this.#step(number), claimedBy: undefined, failure: 'lost' });
    if (parks && this.record !== undefined) {
      this.record = { ...this.record, failure: 'lost', stuckAt: { step: number } };
    }
  }

  /** Sends what is due, one after the other, all accepted; answers what was sent. */
  sendAll(): readonly string[] {
    const types: string[] = [];
    for (let step = this.claim(); step !== undefined; step = this.claim()) {
      types.push(`${step.type} ${Object.values(step.payload).map(String).join(' ')}`);
      this.take({ kind: 'accepted', step: step.number });
    }
    return types;
  }

  #step(number: number): SagaStep {
    const step = this.steps.get(number);
    if (step === undefined) throw new Error(`There is no step ${number}.`);
    return step;
  }
}
