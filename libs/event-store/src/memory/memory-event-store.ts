import { systemClock, type Clock } from '@daybook/domain';
import type { EventCodec } from '../codec/event-codec.js';
import { defaultAppendLimits, type AppendLimits } from '../stream/append-limits.js';
import type { AppendAllResult, AppendResult } from '../stream/append-result.js';
import { checkAppend, checkAppendAll, type CheckedAppend } from '../stream/check-append.js';
import { checkReadAll, checkReadStream } from '../stream/check-read.js';
import { EventStore } from '../stream/event-store.js';
import { EventStream } from '../stream/event-stream.js';
import { InvalidAppend } from '../stream/invalid-append.error.js';
import { InvalidRead } from '../stream/invalid-read.error.js';
import type { EventInput } from '../stream/proposed-event.js';
import type { ReadAllOptions, ReadStreamOptions } from '../stream/read-options.js';
import type { AppendOptions, StreamAppend, StreamAppendOptions } from '../stream/stream-append.js';
import { MemoryLog, type MemoryAppend } from './memory-log.js';
import { readLogPages, readStreamPages } from './memory-pages.js';

/** Options of the store in memory. */
export interface MemoryEventStoreOptions {
  /** Knows the events' classes. */
  readonly codec: EventCodec;
  /** Tells `recordedAt`, and `occurredAt` where the caller does not. Default: the system's clock. */
  readonly clock?: Clock;
  /** Default: 10,000 events in one append. */
  readonly limits?: AppendLimits;
}

/**
 * The event store in the process's memory, for tests and demonstrations. It keeps JSON text behind the same codec and
 * the same checks as the one on PostgreSQL and passes the same contract suite; it knows no transactions of others, and
 * nothing of it outlives the process.
 *
 * @example
 * const store = new MemoryEventStore({ codec: new EventCodec({ registry }), clock: new ManualClock() });
 */
export class MemoryEventStore extends EventStore {
  readonly #codec: EventCodec;
  readonly #clock: Clock;
  readonly #limits: AppendLimits;
  readonly #log = new MemoryLog();

  constructor({ codec, clock = systemClock, limits = defaultAppendLimits }: MemoryEventStoreOptions) {
    super();
    this.#codec = codec;
    this.#clock = clock;
    this.#limits = limits;
  }

  async append(streamId: string, events: readonly EventInput[], options: StreamAppendOptions): Promise<AppendResult> {
    const { streams } = await this.#append(checkAppend(streamId, events, options, this.#limits));
    return streams[0] as AppendResult;
  }

  async appendAll(appends: readonly StreamAppend[], options?: AppendOptions): Promise<AppendAllResult> {
    return this.#append(checkAppendAll(appends, options, this.#limits));
  }

  readStream(streamId: string, options?: ReadStreamOptions): EventStream {
    const read = checkReadStream(streamId, options);
    if (read.manager !== undefined) throw new InvalidRead('manager', ...transactionless);
    return new EventStream(() => readStreamPages(this.#log, this.#codec, read), read.signal);
  }

  readAll(options?: ReadAllOptions): EventStream {
    const read = checkReadAll(options);
    return new EventStream(() => readLogPages(this.#log, this.#codec, read), read.signal);
  }

  async head(): Promise<number> {
    return this.#log.rows.length;
  }

  async #append({ streams, idempotencyKey, manager }: CheckedAppend): Promise<AppendAllResult> {
    if (manager !== undefined) throw new InvalidAppend('manager', ...transactionless);
    const now = this.#clock.now();
    const appends: MemoryAppend[] = [];
    for (const { streamId, expected, events } of streams) {
      appends.push({ streamId, expected, events: await this.#codec.encode(streamId, events, now) });
    }
    return this.#log.append(appends, idempotencyKey, this.#clock.now());
  }
}

const transactionless = [
  'is a transaction, and the store in memory takes part in none',
  'Leave it out, or use the store on PostgreSQL.',
] as const;
