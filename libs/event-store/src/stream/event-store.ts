import type { AppendAllResult, AppendResult } from './append-result.js';
import type { EventInput } from './proposed-event.js';
import type { EventStream } from './event-stream.js';
import type { ReadAllOptions, ReadStreamOptions } from './read-options.js';
import type { AppendOptions, StreamAppend, StreamAppendOptions } from './stream-append.js';

/**
 * The port: facts go in at the end of a stream and are read in order, never changed.
 *
 * Applications inject this class; `PostgresEventStore` keeps the facts in PostgreSQL, `MemoryEventStore` in the
 * process. Both pass the same contract suite (`eventStoreContract` in `@daybook/testing`).
 *
 * @example
 * await store.append('account-1', [AccountOpened.of({ ownerId: 'o-1', currency: 'EUR' })], { expected: 'noStream' });
 * for await (const recorded of store.readStream('account-1')) console.log(recorded.version, recorded.event);
 */
export abstract class EventStore {
  /**
   * Appends events to one stream, all or none.
   *
   * The order of the checks is: idempotency key, event ids that the stream already holds, expected version. So a
   * repeated append returns its first result, whatever has happened to the stream since.
   *
   * @throws ConcurrencyError the stream's version is not the expected one; nothing was written
   * @throws EventIdConflict an event id is in use for another event; nothing was written
   * @throws IdempotencyKeyConflict the key was used for other events; nothing was written
   * @throws AppendOutcomeUnknown the connection was lost while the database was answering: the append may or may not
   *   have been made; repeat it with the same event ids
   * @throws StoreUnavailable the store could not be reached; nothing was written
   * @throws InvalidName, InvalidStreamId, InvalidAppend the call itself is not valid; names the field
   * @throws UnknownEventType, NotJsonData, PayloadTooLarge, EventPayloadInvalid an event cannot be kept; names the field
   */
  abstract append(streamId: string, events: readonly EventInput[], options: StreamAppendOptions): Promise<AppendResult>;

  /** Appends to several streams, all or none, with an expected version for each. Throws what `append` throws. */
  abstract appendAll(appends: readonly StreamAppend[], options?: AppendOptions): Promise<AppendAllResult>;

  /**
   * Reads one stream in the order of its versions, or backwards. A stream without events yields nothing.
   *
   * @throws InvalidName, InvalidStreamId, InvalidRead at the call, naming the field
   */
  abstract readStream(streamId: string, options?: ReadStreamOptions): EventStream;

  /**
   * Reads the whole log in the order of positions, up to the safe position: the point below which no append is still
   * in flight, so that nothing can appear behind the reader. It ends there; it does not wait for more.
   *
   * @throws InvalidName, InvalidRead at the call, naming the field
   */
  abstract readAll(options?: ReadAllOptions): EventStream;

  /** The position of the last event that a reader of the whole log can see now; 0 if there is none. */
  abstract head(): Promise<number>;
}
