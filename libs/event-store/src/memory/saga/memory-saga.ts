import { randomUUID } from 'node:crypto';
import type { HeldSaga, SagaChange } from '../../saga/saga-change.js';
import type { SagaDeadline } from '../../saga/saga-deadline.js';
import type { SagaAddress, SagaRecord } from '../../saga/saga-record.js';
import type { ClaimedStep, NewSagaStep, SagaStep, SagaStepStatus } from '../../saga/saga-step.js';
import type { FailedAttempt, KnownSaga, SagaInFull, SagaPage } from '../../saga/saga-store.js';

/** A step, but who is sending it. */
interface KeptStep extends Omit<SagaStep, 'claimedBy'> {
  /** Not before this time of the process is it sent again. */
  readonly againAt: number;
}

interface Claim {
  readonly id: string;
  readonly process: string;
  readonly step: number;
  until: number;
}

const open: readonly SagaStepStatus[] = ['declared', 'held', 'due'];

/** One instance as it is kept. Every method is synchronous, so that each change is whole by nature. */
export class MemorySaga {
  readonly #steps = new Map<number, KeptStep>();
  readonly #deadlines = new Map<string, Date>();
  #record: SagaRecord;
  #claim: Claim | undefined;
  /** The step whose turn it is, and since or from when. */
  #next: { readonly step: number; readonly at: number } | undefined;
  /** Grows with each change that was decided on. */
  revision = 0;

  constructor(record: SagaRecord) {
    this.#record = record;
  }

  get record(): SagaRecord {
    return structuredClone(this.#record);
  }

  get address(): SagaAddress {
    return this.#record;
  }

  /** When its next step can be claimed, by the clock of the process; undefined if none can. */
  get nextAt(): number | undefined {
    return this.#next?.at;
  }

  get isStuck(): boolean {
    return this.#record.failure !== undefined;
  }

  /** Whether it still hears what happens in its conversation. */
  get isFollowed(): boolean {
    return this.#record.status !== 'completed' && this.#record.status !== 'ended';
  }

  /** Whether it holds steps back. */
  get isHolding(): boolean {
    return [...this.#steps.values()].some(({ status }) => status === 'held');
  }

  /** Whether it has come to its end, and nothing of it is open. */
  get isOver(): boolean {
    const { status } = this.#record;
    if (status === 'running' || status === 'compensating' || this.isStuck || this.#claim !== undefined) return false;
    return this.#deadlines.size === 0 && ![...this.#steps.values()].some((step) => open.includes(step.status));
  }

  get held(): HeldSaga {
    const { record, steps, deadlines } = this.inFull;
    return { record, open: steps.filter(({ status }) => open.includes(status)), deadlines };
  }

  get inFull(): SagaInFull {
    return {
      record: this.record,
      steps: [...this.#steps.keys()].sort((a, b) => a - b).map((number) => this.#step(number)),
      deadlines: this.deadlines,
    };
  }

  get deadlines(): readonly SagaDeadline[] {
    const all = [...this.#deadlines].map(([name, dueAt]) => ({ name, dueAt: new Date(dueAt) }));
    return all.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Whether nothing follows by itself from a step that was carried out. */
  get isFollowedByNothing(): boolean {
    return this.#record.status === 'running' || this.#record.status === 'completed';
  }

  isOf(sagas: readonly KnownSaga[]): boolean {
    const { saga, version } = this.#record;
    return sagas.some((known) => known.saga === saga && known.versions.includes(version));
  }

  isOn({ saga, status, stuck }: SagaPage): boolean {
    const its = this.#record;
    if (saga !== undefined && its.saga !== saga) return false;
    if (status !== undefined && its.status !== status) return false;
    return stuck === undefined || this.isStuck === stuck;
  }

  /** The change was looked at, and can be made. */
  write({ record, steps, moved, deadlines, over }: SagaChange): void {
    this.#record = structuredClone(record);
    for (const step of steps) this.#steps.set(step.number, begun(structuredClone(step)));
    for (const { number, status, turn, failure } of moved) {
      const step = this.#kept(number);
      const endedAt = open.includes(status) ? undefined : record.changedAt;
      const again = status === 'due' ? { attempts: 0, failures: 0, againAt: 0 } : {};
      this.#steps.set(number, { ...step, ...again, status, turn: turn ?? step.turn, failure, endedAt });
    }
    for (const name of over) this.#deadlines.delete(name);
    for (const { name, dueAt } of deadlines) this.#deadlines.set(name, dueAt);
    if (this.#claim !== undefined && this.#kept(this.#claim.step).status !== 'due') this.#claim = undefined;
    this.revision++;
    this.#settle();
  }

  /** Which of these moves cannot be made, because there is no such step or it has no turn. */
  unmovable({ steps, moved }: SagaChange): number | undefined {
    return moved.find(({ number, status, turn }) => {
      const step = this.#steps.get(number) ?? steps.find((begins) => begins.number === number);
      return step === undefined || (status === 'due' && (turn ?? step.turn) === undefined);
    })?.number;
  }

  claim(process: string, leaseMs: number): ClaimedStep | undefined {
    if (this.#next === undefined) return undefined;
    const { step: number } = this.#next;
    const step = this.#kept(number);
    this.#steps.set(number, { ...step, attempts: step.attempts + 1 });
    const until = performance.now() + leaseMs;
    this.#claim = { id: randomUUID(), process, step: number, until };
    this.#next = { step: number, at: until };
    const { saga, key, correlationId, metadata, version, status } = this.record;
    return { saga, key, step: this.#step(number), correlationId, metadata, version, status, claim: this.#claim.id };
  }

  isClaimedAs(claim: string): boolean {
    return this.#claim?.id === claim;
  }

  /** Whether one of these claims is on it, which is renewed then; answers which. */
  renew(process: string, claims: ReadonlySet<string>, leaseMs: number): string | undefined {
    const claim = this.#claim;
    if (claim === undefined || claim.process !== process || !claims.has(claim.id)) return undefined;
    claim.until = performance.now() + leaseMs;
    if (this.#next !== undefined) this.#next = { ...this.#next, at: claim.until };
    return claim.id;
  }

  fail({ step: { number } }: ClaimedStep, { failure, againInMs, counts = true }: FailedAttempt): void {
    const step = this.#kept(number);
    const attempts = step.attempts - (counts ? 0 : 1);
    const failures = step.failures + (counts ? 1 : 0);
    // Nobody has to look at one that an operator has ended.
    const again = this.#record.status === 'ended' ? 0 : againInMs;
    this.#steps.set(number, { ...step, attempts, failures, failure, againAt: performance.now() + (again ?? 0) });
    if (again === undefined) this.#record = { ...this.#record, failure, stuckAt: { step: number } };
    this.#free();
  }

  /** The step that is claimed was carried out; answers whether another one can be taken. */
  done(at: Date): boolean {
    const number = this.#claim?.step ?? 0;
    const step = {
      ...this.#kept(number),
      status: 'done',
      failure: undefined,
      endedAt: new Date(at),
      againAt: 0,
    } as const;
    this.#steps.set(number, step);
    this.#record = { ...this.#record, changedAt: new Date(at) };
    this.revision++;
    this.#free();
    return this.#next !== undefined;
  }

  release({ step: { number } }: ClaimedStep): void {
    const step = this.#kept(number);
    this.#steps.set(number, { ...step, attempts: step.attempts - 1 });
    this.#free();
  }

  #free(): void {
    this.#claim = undefined;
    this.#next = undefined;
    this.#settle();
  }

  /** Finds the step whose turn it is. One that has waited goes on waiting; one that comes after another begins to. */
  #settle(): void {
    const due = [...this.#steps.values()].filter(({ status }) => status === 'due');
    const [first] = due.sort((a, b) => Number(a.turn) - Number(b.turn));
    if (first === undefined || this.isStuck) this.#next = undefined;
    else if (this.#claim !== undefined) this.#next = { step: first.number, at: this.#claim.until };
    else {
      const from = Math.max(first.againAt, performance.now());
      const at = this.#next?.step === first.number ? Math.min(this.#next.at, from) : from;
      this.#next = { step: first.number, at };
    }
  }

  #step(number: number): SagaStep {
    const { againAt: _, ...step } = this.#kept(number);
    return structuredClone({ ...step, claimedBy: this.#claim?.step === number ? this.#claim.process : undefined });
  }

  #kept(number: number): KeptStep {
    const step = this.#steps.get(number);
    if (step === undefined) throw new Error(`The instance has no step ${number}.`);
    return step;
  }
}

/** What tells instances apart. */
export function nameOf({ saga, key }: SagaAddress): string {
  return JSON.stringify([saga, key]);
}

function begun(step: NewSagaStep): KeptStep {
  const endedAt = step.status === 'cancelled' ? step.decidedAt : undefined;
  return { ...step, attempts: 0, failures: 0, failure: undefined, endedAt, againAt: 0 };
}
