import { nameOfClass } from '../name/name-of-class.js';
import { InvalidSnapshotPolicy } from '../snapshot/invalid-snapshot-policy.error.js';
import { SnapshotPolicy } from '../snapshot/snapshot-policy.js';

/** What a class of aggregates says of itself besides its category. */
export interface AggregateOptions {
  /** When a snapshot of it is taken. Default: never, which the configuration can change. */
  readonly snapshot?: SnapshotPolicy | undefined;
  /**
   * Which shape its state has: another one whenever the same events come to another state. Snapshots of other versions
   * are ignored. It takes the place of what is read from the code, which a minifier writes anew with each build, and
   * which does not show a changed function outside the class; who gives it goes on to change it. Default: read from the
   * code.
   */
  readonly stateVersion?: number | string | undefined;
}

/** @throws InvalidSnapshotPolicy */
export function checkedOptions(
  ofClass: object,
  { snapshot, stateVersion }: AggregateOptions,
): { readonly snapshot: SnapshotPolicy | undefined; readonly stateVersion: number | string | undefined } {
  const written = (option: string): string => `The option ${option} of ${nameOfClass(ofClass)}`;
  if (snapshot !== undefined && !isPolicy(snapshot)) {
    throw new InvalidSnapshotPolicy(written('snapshot'), 'is no policy', 'afterEvents(100)');
  }
  const isVersion = typeof stateVersion === 'string' ? stateVersion !== '' : Number.isSafeInteger(stateVersion ?? 0);
  if (!isVersion) throw new InvalidSnapshotPolicy(written('stateVersion'), 'is no whole number and no text', '2');
  return { snapshot, stateVersion };
}

/** By what it can: it may come from another installed copy of this library. */
function isPolicy(value: unknown): value is SnapshotPolicy {
  if (value instanceof SnapshotPolicy) return true;
  return typeof (value as Partial<SnapshotPolicy> | null)?.isDue === 'function';
}
