import type { Clock } from '@daybook/domain';
import type { CopyOrder } from '../copying/copy-order.js';
import { CopySourceMissing } from '../copying/copy-source-missing.error.js';
import { CopyTargetTaken } from '../copying/copy-target-taken.error.js';
import { type CopiedSoFar, type CopyEnd, StreamCopies } from '../copying/stream-copies.js';
import type { StreamCopy } from '../copying/stream-copy.js';
import type { AppendAllResult } from '../stream/append-result.js';
import { ConcurrencyError } from '../stream/concurrency.error.js';
import type { ProposedEvent } from '../stream/proposed-event.js';
import type { ReadStreamOptions } from '../stream/read-options.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import type { StreamAppend } from '../stream/stream-append.js';
import { StreamClosed } from '../stream/stream-closed.error.js';
import type { MemoryLog } from './memory-log.js';

type Write = () => AppendAllResult;

/** What copies in memory are made of. */
export interface MemoryStreamCopiesParts {
  readonly log: MemoryLog;
  readonly clock: Clock;
  /** As the store appends, but without what is around the call; what is to be done at once with the writing is done around it. */
  readonly append: (appends: readonly StreamAppend[], around: (write: Write) => AppendAllResult) => Promise<unknown>;
  readonly read: (streamId: string, options: ReadStreamOptions) => AsyncIterable<RecordedEvent>;
}

/** Copies in memory: what is looked at and what is written have nothing in between. */
export class MemoryStreamCopies extends StreamCopies {
  readonly #copies: StreamCopy[] = [];

  constructor(private readonly parts: MemoryStreamCopiesParts) {
    super();
  }

  async extend(order: CopyOrder, events: readonly ProposedEvent[], expected: number): Promise<void> {
    const { source, target } = order;
    const known = this.#begin(order);
    if (known?.state === 'complete') throw new ConcurrencyError(target, expected, known.targetVersion);
    const write = [{ streamId: target, events, expected }];
    await this.#write(order, write, { source: this.parts.log.versionOf(source), target: expected }, 'under-way');
  }

  async complete(
    order: CopyOrder,
    soFar: CopiedSoFar,
    finish: (rest: readonly RecordedEvent[]) => CopyEnd,
  ): Promise<StreamCopy> {
    const { source, target } = order;
    if (this.#begin(order)?.state !== 'complete') {
      const version = this.parts.log.versionOf(source);
      const rest: RecordedEvent[] = [];
      for await (const recorded of this.parts.read(source, { fromVersion: soFar.source + 1 })) rest.push(recorded);
      const end = finish(rest);
      const appends = [
        { streamId: target, events: end.target, expected: soFar.target },
        { streamId: source, events: end.source === undefined ? [] : [end.source], expected: version },
      ].filter(({ events }) => events.length > 0);
      await this.#write(order, appends, { source: version, target: soFar.target }, 'complete');
    }
    return this.#known(order) as StreamCopy;
  }

  async abandon(target: string, reason: string): Promise<boolean> {
    const known = this.#copies.find((copy) => copy.target === target && copy.state === 'under-way');
    if (known === undefined) return false;
    this.#keep({ ...this.#seen(known), state: 'abandoned', endedAt: this.parts.clock.now(), endedFor: reason });
    return true;
  }

  async of(streamId: string): Promise<readonly StreamCopy[]> {
    const its = this.#copies.filter(({ source, target }) => source === streamId || target === streamId);
    return its.map((copy) => this.#seen(copy));
  }

  async underWay(): Promise<readonly StreamCopy[]> {
    return this.#copies.filter(({ state }) => state === 'under-way').map((copy) => this.#seen(copy));
  }

  /** Whether the copy may be written into. */
  #begin(order: CopyOrder): StreamCopy | undefined {
    const { source, target, transformation } = order;
    const { log } = this.parts;
    if (log.versionOf(source) === 0) throw new CopySourceMissing(source);
    const known = this.#known(order);
    if (known === undefined) {
      if (log.versionOf(target) > 0) throw new CopyTargetTaken(source, target, transformation);
      const other = this.#copies.find((copy) => copy.source === source && copy.state !== 'abandoned');
      if (other !== undefined) throw new StreamClosed(source, other.target);
    } else if (known.source !== source || known.transformation !== transformation || known.state === 'abandoned') {
      throw new CopyTargetTaken(source, target, transformation);
    } else if (known.state === 'complete') return known;
    const copyOf = this.#copies.find((copy) => copy.target === source)?.source;
    if (log.isClosed(source)) throw new StreamClosed(source, undefined, copyOf);
    return known;
  }

  async #write(
    order: CopyOrder,
    appends: readonly StreamAppend[],
    soFar: CopiedSoFar,
    state: 'under-way' | 'complete',
  ): Promise<void> {
    let undo: (() => void) | undefined;
    const around = (write: Write): AppendAllResult => {
      undo = this.#open(order, soFar, state === 'complete');
      const result = write();
      this.#keep(this.#made(order, state));
      this.#settle(order);
      return result;
    };
    try {
      if (appends.length > 0) await this.parts.append(appends, around);
      else around(() => ({ streams: [], position: 0, repeated: false }));
    } catch (error) {
      undo?.();
      throw error;
    }
  }

  /**
   * Opens the new stream, which nobody meets before it is settled.
   *
   * @param soFar up to which versions whoever writes has read
   * @returns puts everything back
   */
  #open(order: CopyOrder, soFar: CopiedSoFar, completes: boolean): () => void {
    const { log } = this.parts;
    const { source, target } = order;
    const known = this.#begin(order);
    if (known?.state === 'complete' || log.versionOf(target) !== soFar.target) {
      throw new ConcurrencyError(target, soFar.target, log.versionOf(target));
    }
    if (completes && log.versionOf(source) !== soFar.source) {
      throw new ConcurrencyError(source, soFar.source, log.versionOf(source));
    }
    log.close(target, false);
    return () => {
      this.#keep(known, target);
      this.#settle(order);
    };
  }

  #made(order: CopyOrder, state: 'under-way' | 'complete'): StreamCopy {
    const { log, clock } = this.parts;
    const now = clock.now();
    return {
      ...(this.#known(order) ?? { ...order, begunAt: now, endedFor: undefined }),
      state,
      sourceVersion: log.versionOf(order.source),
      targetVersion: log.versionOf(order.target),
      endedAt: state === 'complete' ? now : undefined,
    };
  }

  /** Of the two streams one takes events: the new one if the copy is complete. */
  #settle(order: CopyOrder): void {
    const { log } = this.parts;
    const known = this.#known(order);
    log.close(order.source, known?.state === 'complete');
    log.close(order.target, known !== undefined && known.state !== 'complete');
  }

  #known({ target }: Pick<StreamCopy, 'target'>): StreamCopy | undefined {
    return this.#copies.find((copy) => copy.target === target);
  }

  #keep(copy: StreamCopy | undefined, target = copy?.target): void {
    const index = this.#copies.findIndex((known) => known.target === target);
    if (index >= 0) this.#copies.splice(index, 1, ...(copy === undefined ? [] : [copy]));
    else if (copy !== undefined) this.#copies.push(copy);
  }

  /** The versions of one that is not complete are those of the streams. */
  #seen(copy: StreamCopy): StreamCopy {
    if (copy.state === 'complete') return copy;
    const { log } = this.parts;
    return { ...copy, sourceVersion: log.versionOf(copy.source), targetVersion: log.versionOf(copy.target) };
  }
}
