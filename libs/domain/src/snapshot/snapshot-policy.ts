import type { SnapshotMoment } from './snapshot-moment.js';

/**
 * Says when a snapshot of an aggregate is worth its while. Policies compose, and are asked after each append.
 *
 * A class of one's own extends this one; it answers from the moment alone, at once, and reads no clock.
 *
 * @example
 * @Aggregate('account', { snapshot: afterEvents(100).or(whenLoadingExceeds('500ms')) })
 * export class Account extends AggregateRoot {}
 */
export abstract class SnapshotPolicy {
  /** Whether one is to be taken now. */
  abstract isDue(moment: SnapshotMoment): boolean;

  /** As it is written: `afterEvents(100)`. For status and logs. */
  abstract toString(): string;

  /** False if one is never taken, so that the aggregate need not be fit for it. */
  get takesAny(): boolean {
    return true;
  }

  /** When one of the two says so. */
  or(other: SnapshotPolicy): SnapshotPolicy {
    return new EitherPolicy(this, other);
  }

  /** When both say so, about the same moment. */
  and(other: SnapshotPolicy): SnapshotPolicy {
    return new BothPolicies(this, other);
  }
}

// Here, and not in files of their own, because the class above makes them: three files would import each other.
class EitherPolicy extends SnapshotPolicy {
  constructor(
    private readonly one: SnapshotPolicy,
    private readonly other: SnapshotPolicy,
  ) {
    super();
  }

  isDue(moment: SnapshotMoment): boolean {
    return this.one.isDue(moment) || this.other.isDue(moment);
  }

  override get takesAny(): boolean {
    return this.one.takesAny || this.other.takesAny;
  }

  override toString(): string {
    return `${this.one.toString()}.or(${this.other.toString()})`;
  }
}

class BothPolicies extends SnapshotPolicy {
  constructor(
    private readonly one: SnapshotPolicy,
    private readonly other: SnapshotPolicy,
  ) {
    super();
  }

  isDue(moment: SnapshotMoment): boolean {
    return this.one.isDue(moment) && this.other.isDue(moment);
  }

  override get takesAny(): boolean {
    return this.one.takesAny && this.other.takesAny;
  }

  override toString(): string {
    return `${this.one.toString()}.and(${this.other.toString()})`;
  }
}
