import type { DomainEvent } from '../event/domain-event.js';
import type { FoldHandlers, handlers } from '../fold/handler-shape.js';
import { enforce } from '../rule/rule.js';
import type { Rule } from '../rule/rule.js';
import { AggregateNotBegun } from './aggregate-not-begun.error.js';
import type { Lifecycle } from './lifecycle.js';

/** The door for adapters to what an aggregate is besides its state. Not exported from the library. */
export const lifecycle: unique symbol = Symbol.for('daybook.lifecycle');

/** The door through which an aggregate gets its lifecycle. Not exported from the library. */
export const begin: unique symbol = Symbol.for('daybook.begin');

/**
 * A consistency boundary: decides events from a command and its own state.
 *
 * Its public methods are the commands; they check rules with `enforce` and state facts with `apply`. Its `@On` handlers
 * fold those facts into plain fields, when they are decided and again whenever they are read.
 *
 * @example
 * @Aggregate('account')
 * export class Account extends AggregateRoot {
 *   balanceMinor = 0;
 *   deposit(amountMinor: number): void {
 *     this.apply(FundsDeposited.of({ amountMinor }));
 *   }
 *   @On(FundsDeposited) protected deposited(event: FundsDeposited): void {
 *     this.balanceMinor += event.amountMinor;
 *   }
 * }
 */
export abstract class AggregateRoot {
  declare readonly [handlers]: FoldHandlers;
  #lifecycle: Lifecycle | undefined;

  /** Which one it is: the stream's id without the category. */
  get id(): string {
    return this[lifecycle].id;
  }

  /** The version of its last recorded event; 0 before the first. What it has decided since does not count. */
  get version(): number {
    return this[lifecycle].version;
  }

  /**
   * The moment of the decision, the same throughout it. For deciding only: a handler takes `meta.occurredAt`.
   * @throws TimeReadInHandler
   */
  protected get now(): Date {
    return this[lifecycle].now;
  }

  /**
   * States that something has happened: folds it into the state at once, and keeps it to be recorded.
   *
   * The lists and plain objects in the event are frozen with it, because a state that has taken one over could otherwise
   * change the fact before it is recorded. A `Map`, a `Set` and a `Date` cannot be frozen: a handler copies them.
   *
   * @param options.occurredAt when it happened in the world; default: the moment of the decision
   * @throws EventHandlerMissing no `@On` for it, neither here nor in an entity
   * @throws ApplyInHandler called in a handler
   * @throws AggregateReadOnly the aggregate is sealed
   */
  protected apply(event: DomainEvent, options?: { readonly occurredAt?: Date }): void {
    this[lifecycle].apply(event, options);
  }

  /**
   * Goes on only if the rule holds.
   * @throws BusinessRuleViolation with the rule's code
   */
  protected enforce(rule: Rule): void {
    enforce(rule);
  }

  /** @internal */
  get [lifecycle](): Lifecycle {
    if (this.#lifecycle === undefined) throw new AggregateNotBegun(this.constructor);
    return this.#lifecycle;
  }

  /** @internal */
  [begin](started: Lifecycle): void {
    this.#lifecycle = started;
  }
}

/** A class of aggregates. */
export type AggregateClass<A extends AggregateRoot = AggregateRoot> = new () => A;
