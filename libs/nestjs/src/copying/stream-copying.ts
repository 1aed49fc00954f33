import {
  type CopyResult,
  type EventCodec,
  type EventStore,
  InvalidCopy,
  StreamCopier,
  type StreamCopy,
} from '@daybook/event-store';
import type { TransactionContext } from '../commands/transaction-context.js';
import type { TransformationClass, TransformationRegistry } from './transformation-registry.js';

/** How a stream is copied. */
export interface StreamCopyingOptions {
  /** The transformation: its class, or its name. */
  readonly through: TransformationClass | string;
  /** Why; kept on record. */
  readonly reason: string;
  /** On whose word; kept on record. */
  readonly orderedBy: string;
  /** Only runs the transformation and checks what it makes. Default false. */
  readonly dryRun?: boolean | undefined;
  /** How many events are written in one transaction. Default 1,000. */
  readonly batchSize?: number | undefined;
  /** Ends the copying between two transactions; it is gone on with by asking for it again. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Copies streams through the application's transformations into new ones, as `daybook streams copy` does; see `StreamCopier`
 * for what it promises. Readers of the log see both streams; who must take care of that is told in the guide.
 *
 * It makes transactions of its own, and is refused within another one: they would wait for each other.
 *
 * @example
 * await copying.copy('account-1', 'account-1b', { through: WithoutNotes, reason: 'ticket 17', orderedBy: 'olga' });
 */
export class StreamCopying {
  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    private readonly transformations: TransformationRegistry,
    private readonly transactions: TransactionContext,
  ) {}

  /** @throws TransformationMissing, InvalidCopy, and what `StreamCopier.copy` throws */
  async copy(source: string, target: string, options: StreamCopyingOptions): Promise<CopyResult> {
    const { through, batchSize, ...others } = options;
    const transformation = this.transformations.find(through);
    if (this.transactions.current() !== undefined) {
      throw new InvalidCopy('a transaction', 'is open around the call', 'Copy outside of units of work.');
    }
    const copier = new StreamCopier({ store: this.store, codec: this.codec, batchSize });
    return copier.copy(source, target, { transformation, ...others });
  }

  /**
   * Gives up a copy that is under way: the old stream goes on, and what was copied stays in a stream that takes no events.
   *
   * @returns whether there was one
   */
  abandon(target: string, reason: string): Promise<boolean> {
    return this.store.copies.abandon(target, reason);
  }

  /** The copies that a stream was made by, and those that were made of it. */
  of(streamId: string): Promise<readonly StreamCopy[]> {
    return this.store.copies.of(streamId);
  }

  /** All copies that are under way. */
  underWay(): Promise<readonly StreamCopy[]> {
    return this.store.copies.underWay();
  }
}
