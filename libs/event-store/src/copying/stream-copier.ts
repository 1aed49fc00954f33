import { assertValidName } from '@daybook/domain';
import type { EventCodec } from '../codec/event-codec.js';
import { ConcurrencyError } from '../stream/concurrency.error.js';
import type { EventStore } from '../stream/event-store.js';
import type { ProposedEvent } from '../stream/proposed-event.js';
import { assertStreamId } from '../stream/stream-id.js';
import { CopiedAlready } from './copied-already.js';
import { CopyContended } from './copy-contended.error.js';
import { CopyEmpty } from './copy-empty.error.js';
import type { CopyOrder } from './copy-order.js';
import type { CopyResult } from './copy-result.js';
import { CopySourceMissing } from './copy-source-missing.error.js';
import { CopyTargetTaken } from './copy-target-taken.error.js';
import { InvalidCopy } from './invalid-copy.error.js';
import type { StreamCopy } from './stream-copy.js';
import type { Transformation } from './transformation.js';
import { TransformedStream } from './transformed-stream.js';

/** What a copy is made by, and why. */
export interface CopyOptions {
  readonly transformation: Transformation;
  /** Why; kept on record. */
  readonly reason: string;
  /** On whose word; kept on record. */
  readonly orderedBy: string;
  /** Only runs the transformation and checks what it makes. Default false. */
  readonly dryRun?: boolean | undefined;
  /** Ends the copying between two transactions; it can be gone on with. */
  readonly signal?: AbortSignal | undefined;
}

/** What copies streams. */
export interface StreamCopierParts {
  readonly store: EventStore;
  readonly codec: EventCodec;
  /** How many events are written in one transaction. Default 1,000. A stream of no more is copied altogether or not at all. */
  readonly batchSize?: number | undefined;
}

const defaultBatchSize = 1_000;
const attempts = 10;

/**
 * Copies a stream through a transformation into a new one. The old stream is kept and closed, the new one opened in its
 * place; each says where the other is.
 *
 * All of it is tried before anything is written. A long stream is copied in several transactions while the old one goes on;
 * the last of them reads what has been appended meanwhile, closes the old stream and opens the new one, so that nothing is
 * lost and at each moment one of the two takes events. A copy that was interrupted, even by the end of the process, is gone
 * on with by asking for it again; one that is complete is only told of.
 *
 * @example
 * const copier = new StreamCopier({ store, codec });
 * await copier.copy('account-1', 'account-1b', { transformation, reason: 'ticket 17', orderedBy: 'olga' });
 */
export class StreamCopier {
  readonly #store: EventStore;
  readonly #codec: EventCodec;
  readonly #batchSize: number;

  constructor({ store, codec, batchSize = defaultBatchSize }: StreamCopierParts) {
    this.#store = store;
    this.#codec = codec;
    this.#batchSize = batchSize;
  }

  /**
   * @param source the stream that there is
   * @param target the stream that it becomes, which nobody has used
   * @throws CopySourceMissing, CopyTargetTaken, CopyEmpty, InvalidCopy, InvalidName, InvalidStreamId
   * @throws StreamClosed the old stream takes no events any more; it says where it goes on, if that is known
   * @throws TransformationFailed the transformation threw, or made what is no event
   * @throws CopyDiffers a copy was begun, and the transformation has changed since
   * @throws CopyContended others were first too often; ask again
   * @throws StreamCopiesUnsupported, and what `append` throws of events that cannot be kept
   */
  async copy(source: string, target: string, options: CopyOptions): Promise<CopyResult> {
    const { transformation, reason, orderedBy, dryRun = false, signal } = options;
    const order = checked({ source, target, transformation: transformation.name, reason, orderedBy });
    const known = await this.#known(order);
    if (known?.state === 'complete') return this.#told(known, dryRun);
    const planned = await this.#try(order, options, known?.targetVersion ?? 0);
    if (dryRun) return planned;
    let cause: unknown;
    for (let attempt = 0; attempt < attempts; attempt++) {
      signal?.throwIfAborted();
      try {
        const { sourceVersion, targetVersion } = await this.#write(order, options);
        return { ...planned, sourceVersion, targetVersion, dryRun };
      } catch (error) {
        if (!(error instanceof ConcurrencyError)) throw error;
        cause = error;
      }
    }
    throw new CopyContended(source, target, attempts, cause);
  }

  /** What is on record of this very copy. @throws CopyTargetTaken the new stream is something else */
  async #known(order: CopyOrder): Promise<StreamCopy | undefined> {
    const { source, target, transformation } = order;
    const known = (await this.#store.copies.of(target)).find((copy) => copy.target === target);
    const isThis = known?.source === source && known.transformation === transformation && known.state !== 'abandoned';
    if (known !== undefined && isThis) return known;
    if (known !== undefined || (await this.#hasEvents(target))) {
      throw new CopyTargetTaken(source, target, transformation);
    }
    return undefined;
  }

  async #hasEvents(streamId: string): Promise<boolean> {
    for await (const _ of this.#store.readStream(streamId, { limit: 1 }).pages()) return true;
    return false;
  }

  #told({ source, target, transformation, sourceVersion, targetVersion }: StreamCopy, dryRun: boolean): CopyResult {
    const versions = { sourceVersion, targetVersion, alreadyThere: targetVersion, dropped: 0 };
    return { source, target, transformation, ...versions, sealed: false, dryRun };
  }

  /** Everything but the writing, so that what cannot be copied is found before something of it stands in the log. */
  async #try(order: CopyOrder, { transformation, signal }: CopyOptions, alreadyThere: number): Promise<CopyResult> {
    const { source, target } = order;
    const stream = new TransformedStream(transformation, order);
    const already = new CopiedAlready(order, alreadyThere, this.#store, this.#codec);
    let made = 0;
    let dropped = 0;
    const check = async (events: readonly ProposedEvent[]): Promise<void> => {
      made += events.length;
      await this.#codec.encode(target, await already.without(events));
    };
    for await (const page of this.#store.readStream(source, signal && { signal }).pages()) {
      const events = page.map((recorded) => stream.take(recorded));
      dropped += events.filter(({ length }) => length === 0).length;
      await check(events.flat());
    }
    if (stream.version === 0) throw new CopySourceMissing(source);
    await check(stream.end());
    if (!already.isPassed) throw already.differs(made + 1);
    if (made === 0) throw new CopyEmpty(source, order.transformation);
    const seal = stream.seal();
    if (seal !== undefined) await this.#codec.encode(source, [seal]);
    const versions = { sourceVersion: stream.version, targetVersion: made, alreadyThere, dropped };
    return { ...orderOf(order), ...versions, sealed: seal !== undefined, dryRun: true };
  }

  async #write(order: CopyOrder, { transformation, signal }: CopyOptions): Promise<StreamCopy> {
    const { copies } = this.#store;
    const known = await this.#known(order);
    if (known?.state === 'complete') return known;
    const already = new CopiedAlready(order, known?.targetVersion ?? 0, this.#store, this.#codec);
    const stream = new TransformedStream(transformation, order);
    let written = already.count;
    let pending: ProposedEvent[] = [];
    for await (const page of this.#store.readStream(order.source, signal && { signal }).pages()) {
      pending.push(...(await already.without(page.flatMap((recorded) => stream.take(recorded)))));
      while (pending.length > this.#batchSize) {
        signal?.throwIfAborted();
        const batch = pending.slice(0, this.#batchSize);
        await copies.extend(order, batch, written);
        written += batch.length;
        pending = pending.slice(batch.length);
      }
    }
    if (!already.isPassed) throw already.differs(already.passed + 1);
    return copies.complete(order, { source: stream.version, target: written }, (rest) => {
      const last = [...pending, ...rest.flatMap((recorded) => stream.take(recorded)), ...stream.end()];
      if (written + last.length === 0) throw new CopyEmpty(order.source, order.transformation);
      return { target: last, source: stream.seal() };
    });
  }
}

function orderOf({
  source,
  target,
  transformation,
}: CopyOrder): Pick<CopyResult, 'source' | 'target' | 'transformation'> {
  return { source, target, transformation };
}

function checked(order: CopyOrder): CopyOrder {
  const { source, target, transformation, reason, orderedBy } = order;
  assertStreamId(source, 'source');
  assertStreamId(target, 'target');
  assertValidName(transformation, 'transformation');
  if (source === target) throw new InvalidCopy('target', 'is the stream itself', 'Give the new stream another id.');
  for (const [field, text] of [['reason', reason] as const, ['orderedBy', orderedBy] as const]) {
    if (typeof text !== 'string' || text.trim() === '') {
      throw new InvalidCopy(field, 'is missing', 'Say it in a few words; it is kept on record.');
    }
  }
  return order;
}
