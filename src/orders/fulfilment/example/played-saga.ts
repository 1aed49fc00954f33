import { isBusinessRuleViolation, isDaybookError, type JsonObject } from '@daybook/domain';
import type { HeldSaga, SagaStep } from '@daybook/event-store';
import { sagaDefinitionOf } from '@daybook/nestjs';
import { afterChange, decideSaga, RegisteredSaga, type SagaClass, type SagaInput } from '@daybook/nestjs/sagas';
import type { MemoryHarbour } from './memory-harbour.js';

/** A command under way: claimed, and then with what came of it. */
interface UnderWay {
  readonly step: SagaStep;
  readonly outcome?: SagaInput;
}

/** What the machinery does to an instance of a saga, done by hand. Each tells whether there was something to do. */
export class PlayedSaga {
  readonly #saga: RegisteredSaga;
  #now = new Date('2026-01-01');
  #underWay: UnderWay | undefined;
  #held: HeldSaga | undefined;

  constructor(
    private readonly harbour: MemoryHarbour,
    sagaClass: SagaClass,
    private readonly key: string,
    private heard: number,
  ) {
    this.#saga = new RegisteredSaga([sagaDefinitionOf(sagaClass)]);
  }

  /** What is kept of it; undefined if it has not begun. */
  get held(): HeldSaga | undefined {
    return this.#held;
  }

  async hear(): Promise<boolean> {
    for (const recorded of await this.harbour.eventsAfter(this.heard)) {
      this.heard = recorded.position;
      if (!this.#saga.routesOf(recorded).keys.includes(this.key)) continue;
      this.#decide({ kind: 'event', recorded, history: false });
      return true;
    }
    return false;
  }

  claim(): boolean {
    const due = this.#held?.open.filter(({ status }) => status === 'due') ?? [];
    const [step] = [...due].sort((a, b) => Number(a.turn) - Number(b.turn));
    if (step === undefined || this.#underWay !== undefined || this.#held?.record.failure !== undefined) return false;
    this.#underWay = { step };
    const claimed = (one: SagaStep) => (one.number === step.number ? { ...one, claimedBy: 'here', attempts: 1 } : one);
    this.#held = this.#held && { ...this.#held, open: this.#held.open.map(claimed) };
    return true;
  }

  async carryOut(): Promise<boolean> {
    if (this.#underWay === undefined || this.#underWay.outcome !== undefined) return false;
    const { step } = this.#underWay;
    const sent = this.harbour.do(this.harbour.restored(step.type, step.payload));
    const outcome = await sent.then(
      (): SagaInput => ({ kind: 'accepted', step: step.number }),
      (error: unknown): SagaInput => ({ kind: 'refused', step: step.number, refusal: refusalOf(error) }),
    );
    this.#underWay = { step, outcome };
    return true;
  }

  answer(): boolean {
    const outcome = this.#underWay?.outcome;
    if (outcome === undefined) return false;
    this.#underWay = undefined;
    this.#decide(outcome);
    return true;
  }

  /** All of these, in this order. */
  async goOn(): Promise<boolean> {
    const moved = [await this.hear(), this.claim(), await this.carryOut(), this.answer()];
    return moved.includes(true);
  }

  /** Its next deadline has come. */
  wait(): boolean {
    const [deadline] = [...(this.#held?.deadlines ?? [])].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    if (deadline === undefined) return false;
    this.#now = new Date(Math.max(this.#now.getTime(), deadline.dueAt.getTime()));
    this.#decide({ kind: 'deadline', deadline });
    return true;
  }

  #decide(input: SagaInput): void {
    const of = { saga: this.#saga, key: this.key, held: this.#held };
    const change = decideSaga(of, input, this.#now);
    if (change !== undefined) this.#held = afterChange(this.#held, change);
  }
}

/** By what a command was refused; whatever else goes wrong is thrown on. */
export function refusalOf(error: unknown): { code: string; message: string; data?: JsonObject } {
  if (isBusinessRuleViolation(error)) return { code: error.code, message: error.message, data: error.data };
  if (isDaybookError(error) && error.code.startsWith('aggregate-')) return { code: error.code, message: error.message };
  throw error;
}
