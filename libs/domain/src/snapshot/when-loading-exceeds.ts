import { InvalidSnapshotPolicy } from './invalid-snapshot-policy.error.js';
import type { SnapshotMoment } from './snapshot-moment.js';
import { SnapshotPolicy } from './snapshot-policy.js';

/** A time as it is written: milliseconds as a number, or a text with its unit, such as `'500ms'` or `'2s'`. */
export type LoadingTime = number | `${number}ms` | `${number}s`;

/**
 * A snapshot when the aggregate took longer than this to load.
 *
 * A load that had nothing to fold is not counted, because no snapshot would have made it shorter; nor is an aggregate
 * that was held in memory. Where the database itself is slow, this one takes a snapshot with each append:
 * `.and(afterEvents(10))` keeps it from that.
 *
 * @param time milliseconds, or a text with `ms` or `s`; above 0
 * @throws InvalidSnapshotPolicy it is no such time
 *
 * @example
 * @Aggregate('account', { snapshot: afterEvents(100).or(whenLoadingExceeds('500ms')) })
 */
export function whenLoadingExceeds(time: LoadingTime): SnapshotPolicy {
  const ms = milliseconds(time);
  if (!(ms > 0 && ms < Infinity)) {
    const written = `whenLoadingExceeds(${typeof time === 'string' ? `'${time}'` : String(time)})`;
    throw new InvalidSnapshotPolicy(written, 'is no time above 0', `whenLoadingExceeds('500ms')`);
  }
  return new WhenLoadingExceeds(ms);
}

class WhenLoadingExceeds extends SnapshotPolicy {
  constructor(private readonly ms: number) {
    super();
  }

  isDue({ loading }: SnapshotMoment): boolean {
    return loading !== undefined && loading.events > 0 && loading.ms > this.ms;
  }

  override toString(): string {
    return `whenLoadingExceeds('${this.ms}ms')`;
  }
}

function milliseconds(time: unknown): number {
  if (typeof time === 'number') return time;
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(String(time)) ?? [];
  return Number(digits) * (unit === 's' ? 1_000 : 1);
}
