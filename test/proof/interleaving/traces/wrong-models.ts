import { type CommitStep, ModelDatabase } from '../postgres/model-database.js';
import type { ModelTransaction } from '../postgres/model-transaction.js';
import type { Isolation } from '../postgres/statement.js';

/** In a savepoint that is rolled back, locks stay. */
export class SavepointsKeepLocks extends ModelDatabase {
  override begin(by: string, isolation: Isolation): ModelTransaction {
    const transaction = super.begin(by, isolation);
    transaction.share = (key) => void transaction.shared.push(key);
    return transaction;
  }
}

/** In a savepoint that is rolled back, settings stay. */
export class SavepointsKeepSettings extends ModelDatabase {
  override begin(by: string, isolation: Isolation): ModelTransaction {
    const transaction = super.begin(by, isolation);
    transaction.remember = (name, value) => void transaction.settings.set(name, value);
    return transaction;
  }
}

/** A transaction that is rolled back gives its positions back. */
export class NextvalIsTransactional extends ModelDatabase {
  readonly #before = new Map<ModelTransaction, ModelDatabase['sequence']['state']>();

  override nextval(transaction: ModelTransaction): number {
    if (!this.#before.has(transaction)) this.#before.set(transaction, this.sequence.state);
    return super.nextval(transaction);
  }

  override rollBack(transaction: ModelTransaction): void {
    super.rollBack(transaction);
    const before = this.#before.get(transaction);
    if (before !== undefined) this.sequence.state = before;
  }
}

/** All statements of a transaction share one snapshot. */
export class OneSnapshotForAll extends ModelDatabase {
  override snapshotFor(transaction: ModelTransaction): number {
    return (transaction.snapshot ??= super.snapshotFor(transaction));
  }
}

/** Each statement has a snapshot of its own, under each isolation. */
export class SnapshotForEach extends ModelDatabase {
  override snapshotFor(transaction: ModelTransaction): number {
    const snapshot = super.snapshotFor(transaction);
    transaction.snapshot = undefined;
    return snapshot;
  }
}

/** Whoever waits for a row goes on from what he had seen of it. */
export class RowsAreHeldByNobody extends ModelDatabase {
  override begin(by: string, isolation: Isolation): ModelTransaction {
    const transaction = super.begin(by, isolation);
    transaction.hold = () => undefined;
    return transaction;
  }
}

/** A commit gives its locks back before it can be seen. */
export class LocksReleasedBeforeVisible extends ModelDatabase {
  override readonly commitSteps: readonly CommitStep[] = ['made durable', 'locks given back', 'made visible'];
}
