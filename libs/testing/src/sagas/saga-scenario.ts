import type { DomainEvent } from '@daybook/domain';
import { afterChange, type Duration, millisecondsOf, type SagaInput } from '@daybook/nestjs/sagas';
import { isDeepStrictEqual } from 'node:util';
import { decideTwice } from './decide-twice.js';
import { keptCommand } from './kept-command.js';
import type { Moment } from './moment.js';
import { type CalledMethod, SagaExpectations } from './saga-expectations.js';
import { type TellOptions, toldEvent } from './told-event.js';

/**
 * Where a test of a saga has come: what happens next, and what is expected of what happened last. Nothing changes in it; each
 * step answers another one, so that one beginning can have several ends.
 */
export class SagaScenario<State extends object> extends SagaExpectations<State, SagaScenario<State>> {
  /** Moves the clock to a moment. */
  at(now: Date): SagaScenario<State> {
    return new SagaScenario<State>({ ...this.moment, now: new Date(now) });
  }

  /** Moves the clock on; no deadline fires by itself. */
  after(duration: Duration): SagaScenario<State> {
    return this.at(new Date(this.moment.now.getTime() + millisecondsOf(duration)));
  }

  /**
   * An event happens. What is not for the instance comes to nothing, and so does what begins none.
   *
   * @throws AssertionError it would begin several
   */
  when(event: DomainEvent, options?: TellOptions): SagaScenario<State> {
    const { now, saga, key: known } = this.moment;
    const position = this.moment.position + 1;
    const recorded = toldEvent(event, position, now, options);
    const key = known ?? this.keyAmong(saga.routesOf(recorded).keys, event, 'when');
    return this.#decide({ kind: 'event', recorded, history: false }, { key, position }, 'when');
  }

  /**
   * A deadline falls due: the clock moves to where it is, unless it is there or behind.
   * @throws AssertionError none of this name is set
   */
  whenDeadline(name: string): SagaScenario<State> {
    const deadline = this.setDeadline(name, 'whenDeadline');
    const now = new Date(Math.max(deadline.dueAt.getTime(), this.moment.now.getTime()));
    return this.#decide({ kind: 'deadline', deadline }, { now }, 'whenDeadline');
  }

  /**
   * A command that was sent is refused by a rule, which wrote nothing; also a compensation.
   *
   * @param data the values that decided, as the rule gives them. Default: none
   * @throws AssertionError no such command is waiting
   */
  whenRefused(command: object, code: string, data = {}): SagaScenario<State> {
    const { type, payload } = keptCommand(command);
    const open = this.waiting;
    const step = open.find((one) => one.type === type && isDeepStrictEqual(one.payload, payload));
    if (step === undefined) throw this.missingCommand({ type, payload }, 'whenRefused');
    const refusal = { code, message: `Refused by ${code}.`, data };
    return this.#decide({ kind: 'refused', step: step.number, refusal }, {}, 'whenRefused');
  }

  /** All commands and compensations that are waiting are carried out, one after the other; none, if the instance is stuck. */
  whenCarriedOut(): SagaScenario<State> {
    const [step] = [...this.waiting].sort((a, b) => Number(a.turn) - Number(b.turn));
    if (step === undefined || this.moment.held?.record.failure !== undefined) return this;
    return this.#decide({ kind: 'accepted', step: step.number }, {}, 'whenCarriedOut').whenCarriedOut();
  }

  #decide(input: SagaInput, moved: Partial<Moment>, from: CalledMethod): SagaScenario<State> {
    const at = { ...this.moment, ...moved };
    const change = decideTwice(at, at.key ?? '', input, this.called(from));
    const before = at.held;
    const held = change ? afterChange(before, change) : before;
    return new SagaScenario<State>({ ...at, key: held?.record.key, change, before, held });
  }
}
