import { AssertionError } from 'node:assert';
import type { DomainEvent } from '@daybook/domain';
import type { SagaDeadline, SagaStatus, SagaStep } from '@daybook/event-store';
import { type Duration, millisecondsOf } from '@daybook/nestjs/sagas';
import { assertSame } from '../given/difference.js';
import { commandsOf, type KeptCommand, keptCommand } from './kept-command.js';
import type { Moment } from './moment.js';

/** The method that the test has called: there the stack of a failure begins. */
export type CalledMethod = string;

/** What can be expected of an instance, and of what it decided last. Each answers the scenario again. */
export abstract class SagaExpectations<State extends object, Scenario> {
  constructor(protected readonly moment: Moment) {}

  /**
   * The last decision sends exactly these commands, in this order; none, if none are named.
   * @throws AssertionError with the difference
   */
  expectCommands(...commands: readonly object[]): Scenario {
    const sent = this.moment.change?.steps.filter(({ kind, status }) => kind === 'command' && status === 'due') ?? [];
    return this.#same('other commands were expected', commandsOf(sent), commands.map(keptCommand), 'expectCommands');
  }

  /**
   * The last decision has exactly these compensations sent, in this order; none, if none are named.
   * @throws AssertionError with the difference
   */
  expectCompensations(...commands: readonly object[]): Scenario {
    const { held, before } = this.moment;
    const wereDue = new Set(before?.open.filter(({ status }) => status === 'due').map(({ number }) => number));
    const due = held?.open.filter((step) => step.kind === 'compensation' && step.status === 'due') ?? [];
    const sent = commandsOf(due.filter(({ number }) => !wereDue.has(number)));
    return this.#same('other compensations were expected', sent, commands.map(keptCommand), 'expectCompensations');
  }

  /**
   * The last decision declares exactly these compensations, in this order, for the case that it is undone.
   * @throws AssertionError with the difference
   */
  expectDeclared(...commands: readonly object[]): Scenario {
    const declared = this.moment.change?.steps.filter(({ status }) => status === 'declared') ?? [];
    const actual = declared.map(({ type, payload }) => ({ type, payload }));
    return this.#same('other declarations were expected', actual, commands.map(keptCommand), 'expectDeclared');
  }

  /**
   * A deadline is set, this long from the moment at which the clock stands, or to this moment.
   * @throws AssertionError with the difference
   */
  expectDeadline(name: string, due: Duration | Date): Scenario {
    const { dueAt } = this.setDeadline(name, 'expectDeadline');
    const expected = due instanceof Date ? due : new Date(this.moment.now.getTime() + millisecondsOf(due));
    return this.#same(`the deadline "${name}" was expected at another time`, dueAt, expected, 'expectDeadline');
  }

  /**
   * The deadline of this name is not set; without a name, none is.
   * @throws AssertionError with the difference
   */
  expectNoDeadline(name?: string): Scenario {
    const set = this.#deadlines.filter((deadline) => name === undefined || deadline.name === name);
    return this.#same('no such deadline was expected', set, [], 'expectNoDeadline');
  }

  /** @throws AssertionError the instance has not come to its end */
  expectCompleted(): Scenario {
    return this.#hasStatus('completed', 'expectCompleted');
  }

  /** @throws AssertionError the instance is not undoing what it did */
  expectCompensating(): Scenario {
    return this.#hasStatus('compensating', 'expectCompensating');
  }

  /** @throws AssertionError the instance has not undone everything */
  expectCompensated(): Scenario {
    return this.#hasStatus('compensated', 'expectCompensated');
  }

  /** @throws AssertionError the instance does not follow what happens */
  expectRunning(): Scenario {
    return this.#hasStatus('running', 'expectRunning');
  }

  /** @throws AssertionError the instance could go on without an operator */
  expectStuck(): Scenario {
    const { failure } = this.moment.held?.record ?? {};
    return this.#same('the instance was expected to be stuck', failure === undefined, false, 'expectStuck');
  }

  /**
   * The instance knows exactly this.
   * @throws AssertionError with the difference
   */
  expectState(state: State): Scenario {
    const expected = JSON.parse(JSON.stringify(state)) as unknown;
    const actual = JSON.parse(JSON.stringify(this.moment.held?.record.state ?? null)) as unknown;
    return this.#same('another state was expected', actual, expected, 'expectState');
  }

  /**
   * The last decision changes nothing.
   * @throws AssertionError with what it changes
   */
  expectNothing(): Scenario {
    return this.#same('nothing was expected to change', this.moment.change, undefined, 'expectNothing');
  }

  /** The steps that are to be sent. */
  protected get waiting(): readonly SagaStep[] {
    return this.moment.held?.open.filter(({ status }) => status === 'due') ?? [];
  }

  /** The deadline of a name; throws AssertionError. */
  protected setDeadline(name: string, from: CalledMethod): SagaDeadline {
    const found = this.#deadlines.find((deadline) => deadline.name === name);
    if (found !== undefined) return found;
    throw this.#failure(
      `a deadline "${name}" was expected; set are: ${listed(this.#deadlines.map((one) => one.name))}`,
      from,
    );
  }

  /** Of which instance the test is; none has the empty one. Throws AssertionError. */
  protected keyAmong(keys: readonly string[], event: DomainEvent, from: CalledMethod): string {
    const [key = '', ...others] = keys;
    if (others.length === 0) return key;
    const name = event.constructor.name;
    throw this.#failure(
      `a test is of one instance, and ${name} is for several: ${listed(keys)}. Begin with another`,
      from,
    );
  }

  protected missingCommand(command: KeptCommand, from: CalledMethod): Error {
    const waiting = listed(this.waiting.map(({ type, payload }) => `${type} ${JSON.stringify(payload)}`));
    return this.#failure(
      `the command ${command.type} ${JSON.stringify(command.payload)} was to be refused; waiting are: ${waiting}`,
      from,
    );
  }

  protected called(method: CalledMethod): () => unknown {
    return Reflect.get(this, method) as () => unknown;
  }

  get #deadlines(): readonly SagaDeadline[] {
    return this.moment.held?.deadlines ?? [];
  }

  #hasStatus(expected: SagaStatus, from: CalledMethod): Scenario {
    const status = this.moment.held?.record.status ?? 'not begun';
    return this.#same(`the instance was expected to be ${expected} and is ${status}`, status, expected, from);
  }

  #same(headline: string, actual: unknown, expected: unknown, from: CalledMethod): Scenario {
    assertSame({ headline: `${this.moment.className}: ${headline}`, actual, expected, from: this.called(from) });
    // Nothing changes by being looked at.
    return this as unknown as Scenario;
  }

  #failure(message: string, from: CalledMethod): Error {
    const stackStartFn = this.called(from);
    return new AssertionError({ message: `${this.moment.className}: ${message}`, stackStartFn });
  }
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
