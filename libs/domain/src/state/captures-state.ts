/**
 * What a class declares that nobody can look into, because it keeps state in `#` fields: an aggregate, or a class with
 * `@StateType`.
 *
 * @example
 * @Aggregate('account')
 * export class Account extends AggregateRoot implements CapturesState<{ balance: bigint }> {
 *   #balance = 0n;
 *   captureState() { return { balance: this.#balance }; }
 *   restoreState(state: { balance: bigint }): void { this.#balance = state.balance; }
 * }
 */
export interface CapturesState<State> {
  /** All of the state; what a plain field may hold, this may hold too. */
  captureState(): State;
  /** Takes over what `captureState` gave, in an instance that is new. */
  restoreState(state: State): void;
}

/** True if an instance captures and restores itself. */
export function capturesItself(instance: object): instance is CapturesState<unknown> {
  const { captureState, restoreState } = instance as Partial<CapturesState<unknown>>;
  return typeof captureState === 'function' && typeof restoreState === 'function';
}

/** Under it a class that captures itself says whether what it captures is a value, which a copy may share. */
export const capturesValue: unique symbol = Symbol.for('daybook.captures-value');

/** True if what an instance captures cannot be changed by anybody. */
export function isCapturedAsValue(instance: object): instance is CapturesState<unknown> {
  return capturesItself(instance) && (instance as { readonly [capturesValue]?: boolean })[capturesValue] === true;
}
