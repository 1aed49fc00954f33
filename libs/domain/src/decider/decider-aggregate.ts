import { AggregateRoot } from '../aggregate/aggregate-root.js';
import type { DomainEvent } from '../event/domain-event.js';
import type { AppliedMetadata } from '../fold/applied-metadata.js';
import { capturesValue } from '../state/captures-state.js';
import type { CapturesState } from '../state/captures-state.js';
import type { DeciderFunctions } from './decider-functions.js';
import { freezeState, isFrozenState } from '../state/freeze-state.js';
import type { Immutable } from './immutable.js';

/** Where the prototype of a decider's class keeps its functions. Not exported from the library. */
export const functions = Symbol.for('daybook.decider-functions');

/** The method that folds its events. Not exported from the library. */
export const evolve = Symbol.for('daybook.decider-evolve');

/** Only a type: the events as its functions know them. Nothing stands under it at run time. */
export declare const decided: unique symbol;

/**
 * An aggregate that a decider stands behind. To repositories, snapshots and the testing kit it is an aggregate like others.
 */
export abstract class DeciderAggregate<State, Command, Event>
  extends AggregateRoot
  implements CapturesState<Immutable<State>>
{
  declare readonly [decided]: Event;
  #state = this.#functions.initialState as Immutable<State>;

  /** What its events have made of the initial state. Frozen, with all that it holds. */
  get state(): Immutable<State> {
    return this.#state;
  }

  /**
   * Decides on a command: what happens is folded into the state at once, and kept to be recorded.
   *
   * @throws BusinessRuleViolation a rule refuses it
   * @throws NotAnEventOfDecider, EvolvedToNothing, ChangedWhatIsFrozen one of the two functions is mistaken
   */
  decide(command: Command): void {
    const events = this.#functions.decide(command, this.#state, { id: this.id, now: this.now });
    for (const event of events) this.apply(event);
  }

  captureState(): Immutable<State> {
    return this.#state;
  }

  restoreState(state: Immutable<State>): void {
    this.#state = freezeState(state);
  }

  /** @internal */
  get [capturesValue](): boolean {
    return isFrozenState(this.#state);
  }

  /** @internal */
  [evolve](event: DomainEvent, meta: AppliedMetadata): void {
    this.#state = this.#functions.evolve(this.#state, event, meta) as Immutable<State>;
  }

  get #functions(): DeciderFunctions {
    return (this as unknown as { readonly [functions]: DeciderFunctions })[functions];
  }
}
