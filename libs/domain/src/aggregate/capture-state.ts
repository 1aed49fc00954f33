import type { JsonValue } from '../json/json-value.js';
import { nameOfClass } from '../name/name-of-class.js';
import { Capture } from '../state/capture-value.js';
import { rootPath } from '../state/path.js';
import { restoreContents } from '../state/restore-value.js';
import { lifecycle } from './aggregate-root.js';
import type { AggregateRoot } from './aggregate-root.js';

/**
 * The state of an aggregate as JSON: what its fields hold, or what its `captureState` gives. It survives
 * `JSON.stringify` and `JSON.parse`; neither its id nor its version is in it.
 *
 * A field may hold JSON data, `undefined`, any number, `bigint`, `Date`, `Map`, `Set`, and instances of classes that bear
 * `@StateType`, in any nesting. No object may be reached twice, because it would be two after the restoration; values
 * (dates, value objects, and what is in the frozen state of a decider) may.
 *
 * @example
 * const snapshot = JSON.stringify(captureState(account));
 * restoreState(createAggregate(Account, account.id), JSON.parse(snapshot), account.version);
 *
 * @throws StateNotCaptured something could not be restored from JSON; names its path
 */
export function captureState(aggregate: AggregateRoot): JsonValue {
  return new Capture().contents(aggregate, rootPath(nameOfClass(aggregate.constructor)), isRoot);
}

/**
 * Puts a captured state into an aggregate to which nothing has happened yet.
 *
 * @param version that of the last event folded into the state
 * @throws StateNotRestored the state cannot be read
 * @throws ReplayOutOfOrder the aggregate has folded or decided something, or the version is no whole number from 0
 */
export function restoreState(aggregate: AggregateRoot, state: JsonValue, version: number): void {
  aggregate[lifecycle].resume(version, () =>
    restoreContents(aggregate, state, rootPath(nameOfClass(aggregate.constructor))),
  );
}

/** What the library's own class keeps in `#` fields is no state. */
function isRoot(ofClass: object): boolean {
  const prototype = (ofClass as { readonly prototype?: object }).prototype;
  return prototype !== undefined && Object.hasOwn(prototype, lifecycle);
}
