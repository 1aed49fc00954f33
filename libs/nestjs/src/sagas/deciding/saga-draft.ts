import type { JsonObject } from '@daybook/domain';
import type {
  HeldSaga,
  MovedStep,
  NewSagaStep,
  SagaCause,
  SagaChange,
  SagaRecord,
  SagaStep,
  SagaStepStatus,
} from '@daybook/event-store';
import { isDeepStrictEqual } from 'node:util';

/** What is sent, and whether it does or undoes something. */
export type Sendable = Pick<NewSagaStep, 'kind' | 'type' | 'payload'>;

/** A step as far as deciding looks at it. */
export interface DraftStep extends Pick<SagaStep, 'number' | 'turn' | 'kind' | 'status'> {
  /** Whether somebody is sending it at this moment: then nobody else may say what becomes of it. */
  readonly isClaimed: boolean;
  /** Whether it was sent before, so that nobody knows whether it took effect. */
  readonly wasTried: boolean;
}

/** What becomes of an instance, while it is being decided: the one place where steps get numbers and turns. */
export class SagaDraft {
  readonly #before: SagaRecord | undefined;
  readonly #steps: Map<number, DraftStep>;
  readonly #deadlines: ReadonlySet<string>;
  readonly #added: NewSagaStep[] = [];
  /** Those that are given a turn, in this order. */
  readonly #line = new Set<number>();
  readonly #moved = new Map<number, MovedStep>();
  readonly #set = new Map<string, Date>();
  readonly #over = new Set<string>();
  #hasReopened = false;
  #heardTo: number | undefined;
  record: SagaRecord;

  /** @param begun the record of an instance that there is not so far */
  constructor(
    held: HeldSaga | { readonly begun: SagaRecord },
    private readonly now: Date,
  ) {
    const known = 'begun' in held ? { record: held.begun, open: [], deadlines: [] } : held;
    this.record = known.record;
    this.#heardTo = known.record.heardTo;
    this.#before = 'begun' in held ? undefined : held.record;
    this.#steps = new Map(known.open.map((step) => [step.number, draftOf(step)]));
    this.#deadlines = new Set(known.deadlines.map(({ name }) => name));
  }

  /** Steps that are not over, by number; of one kind or status, if one is said. */
  open(wanted: Partial<Pick<DraftStep, 'kind' | 'status' | 'isClaimed'>> = {}): readonly DraftStep[] {
    const { kind, status, isClaimed } = wanted;
    return [...this.#steps.values()].filter(
      (step) =>
        (kind === undefined || step.kind === kind) &&
        (status === undefined || step.status === status) &&
        (isClaimed === undefined || step.isClaimed === isClaimed),
    );
  }

  /** Puts a step on record that is not sent, or not so far; answers its number. */
  add(sendable: Sendable, cause: SagaCause, status: 'declared' | 'held' | 'cancelled'): number {
    const number = this.record.steps + 1;
    this.record = { ...this.record, steps: number };
    this.#added.push({ number, turn: undefined, ...sendable, status, cause, decidedAt: this.now });
    const { kind } = sendable;
    if (status !== 'cancelled') {
      this.#steps.set(number, { number, turn: undefined, kind, status, isClaimed: false, wasTried: false });
    }
    return number;
  }

  /** Has steps sent behind all others, in this order. */
  sendLast(numbers: readonly number[]): void {
    for (const number of numbers) {
      this.#move({ number, status: 'due' });
      this.#line.delete(number);
      this.#line.add(number);
    }
  }

  /** Has steps sent before those that nobody has tried so far, in this order. */
  sendFirst(numbers: readonly number[]): void {
    const waiting = this.open({ status: 'due', isClaimed: false }).filter(({ wasTried }) => !wasTried);
    const turned = waiting.filter(({ number }) => !this.#line.has(number));
    const behind = [...turned].sort((a, b) => Number(a.turn) - Number(b.turn)).map(({ number }) => number);
    this.sendLast([...numbers, ...behind, ...this.#line]);
  }

  /** Gives a step another status; the turn that it has stays its own. */
  move(number: number, status: Exclude<SagaStepStatus, 'declared' | 'held'>, failure?: string): void {
    this.#move({ number, status, failure });
  }

  /** Has a step sent once more in the turn that it had, also one that is over. */
  reopen(number: number): void {
    this.#move({ number, status: 'due' });
    this.#hasReopened = true;
  }

  /** Whether a step is sent once more, which is not among the open ones if it was over. */
  get hasReopened(): boolean {
    return this.#hasReopened;
  }

  /** Keeps a step back that would be sent, had it not been decided from history. */
  hold(number: number): void {
    this.#move({ number, status: 'held' });
  }

  setDeadline(name: string, dueAt: Date): void {
    this.#set.set(name, dueAt);
    this.#over.delete(name);
  }

  takeBack(name: string): void {
    this.#set.delete(name);
    if (this.#deadlines.has(name)) this.#over.add(name);
  }

  takeAllBack(): void {
    for (const name of [...this.#deadlines, ...this.#set.keys()]) this.takeBack(name);
  }

  /** Whether a deadline was set or taken back. */
  hasMoved(name: string): boolean {
    return this.#set.has(name) || this.#over.has(name);
  }

  stateBecomes(state: JsonObject): void {
    if (!isDeepStrictEqual(state, this.record.state)) this.record = { ...this.record, state };
  }

  /** It is told of the event at this position. */
  hears(position: number): void {
    this.#heardTo = Math.max(position, this.#heardTo ?? 0);
  }

  becomes(fields: Partial<Pick<SagaRecord, 'status' | 'version' | 'reason' | 'failure' | 'stuckAt'>>): void {
    this.record = { ...this.record, ...fields };
  }

  /** Undefined if everything is as it was. */
  change(): SagaChange | undefined {
    this.#giveTurns();
    const parts = {
      steps: this.#added,
      moved: [...this.#moved.values()],
      deadlines: [...this.#set].map(([name, dueAt]) => ({ name, dueAt })),
      over: [...this.#over],
    };
    const isSame = this.#before !== undefined && isDeepStrictEqual(this.record, this.#before);
    if (isSame && Object.values(parts).every(({ length }) => length === 0)) return undefined;
    return { record: { ...this.record, heardTo: this.#heardTo, changedAt: this.now }, ...parts };
  }

  // Only now, so that a turn is given once and none is left out.
  #giveTurns(): void {
    for (const number of this.#line) {
      const turn = this.record.turns + 1;
      this.record = { ...this.record, turns: turn };
      this.#move({ number, status: 'due', turn });
    }
    this.#line.clear();
  }

  #move(moved: MovedStep): void {
    const { number, status, turn } = moved;
    const added = this.#added.findIndex((step) => step.number === number);
    const own = this.#added[added];
    // One that is not written yet becomes nothing but what a new one can be.
    if (own !== undefined)
      this.#added[added] = { ...own, status: status as NewSagaStep['status'], turn: turn ?? own.turn };
    else this.#moved.set(number, { ...this.#moved.get(number), ...moved });
    if (status !== 'due') this.#line.delete(number);
    const step = this.#steps.get(number);
    if (step === undefined) return;
    if (status === 'due' || status === 'held') this.#steps.set(number, { ...step, status, turn: turn ?? step.turn });
    else this.#steps.delete(number);
  }
}

function draftOf({ number, turn, kind, status, attempts, claimedBy }: SagaStep): DraftStep {
  return { number, turn, kind, status, isClaimed: claimedBy !== undefined, wasTried: attempts > 0 };
}
