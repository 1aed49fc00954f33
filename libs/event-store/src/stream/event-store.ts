import { registerCopy } from '@daybook/domain';
import type { ReadableEvents } from '../codec/readable-events.js';
import { thisCopy } from '../installation/this-copy.js';
import type { AppendAllResult, AppendResult } from './append-result.js';
import type { IncarnationRecord } from '../incarnation/incarnation-record.js';
import { IncarnationsUnsupported } from '../incarnation/incarnations-unsupported.error.js';
import { parsedToken } from '../incarnation/log-token.js';
import { type PlaceAt, placeOfToken } from '../incarnation/place-of-token.js';
import { type ReadEvent, tellToken, tellTokenAt } from '../incarnation/tell-token.js';
import { StreamCopiesUnsupported } from '../copying/stream-copies-unsupported.error.js';
import type { StreamCopies } from '../copying/stream-copies.js';
import { askingOnly } from '../subscription/asking-only.js';
import type { SagaStore } from '../saga/saga-store.js';
import { SagasUnsupported } from '../saga/sagas-unsupported.error.js';
import type { SnapshotStore } from '../snapshot/snapshot-store.js';
import { SnapshotsUnsupported } from '../snapshot/snapshots-unsupported.error.js';
import type { SubscriptionStore } from '../subscription/subscription-store.js';
import { SubscriptionsUnsupported } from '../subscription/subscriptions-unsupported.error.js';
import { checkSubscribe } from '../subscription/reading/check-subscribe.js';
import { livePages } from '../subscription/reading/live-pages.js';
import type { SubscribeOptions } from '../subscription/reading/subscribe-options.js';
import type { WakeUps } from '../subscription/wake-ups.js';
import type { EventInput } from './proposed-event.js';
import { EventStream } from './event-stream.js';
import type { InlineWork } from './inline-work.js';
import { InlineWorkUnsupported } from './inline-work-unsupported.error.js';
import type { KeptAppend } from './kept-append.js';
import type { EntityManager } from './transaction.js';
import type { HeadOptions, ReadAllOptions, ReadStreamOptions } from './read-options.js';
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
  static {
    registerCopy(thisCopy);
  }

  /**
   * Appends events to one stream, all or none.
   *
   * The order of the checks is: idempotency key, event ids that the stream already holds, expected version. So a
   * repeated append returns its first result, whatever has happened to the stream since.
   *
   * @throws ConcurrencyError the stream's version is not the expected one; nothing was written
   * @throws EventIdConflict an event id is in use for another event; nothing was written
   * @throws StreamClosed the stream takes no further events; nothing was written
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

  /**
   * Reads the whole log without end: what is there, then what comes, in the order of positions, each event once.
   *
   * It waits for more where `readAll` ends, and like it yields nothing behind which an append may still appear. Nothing
   * is kept of how far it has come: whoever begins anew says after which position, that of the last event he has dealt
   * with. It is for those who only want to read, and asks for a page when the one before has been taken: a slow reader
   * holds nobody up. Use it outside of transactions.
   *
   * A store that cannot be reached for a moment is waited for, half a minute at most, because nothing that was read is
   * wrong then; a restart of the database passes unnoticed. It ends by `break`, by an error, or by the signal, also while
   * it waits; `return()` alone, as any asynchronous generator, waits for the next page.
   *
   * @example
   * for await (const event of store.subscribe({ categories: ['account'], signal })) show(event);
   *
   * @example
   * const afterPosition = await store.head();
   * await store.append('account-1', [AccountOpened.of({ ownerId: 'o-1' })], { expected: 'noStream' });
   * for await (const page of store.subscribe({ afterPosition }).pages()) page.forEach(show);
   *
   * @throws InvalidName, InvalidRead at the call, naming the field
   * @throws StoreUnavailable, StoreOverloaded while reading: for half a minute on end
   * @throws LogHistoryChanged while reading: the server is another one, or another history of it, as after a fail-over
   * @throws IncarnationNotAccepted, LogWentBack, TokenOfAnotherLog while reading: the token of `after` is of another history
   * @throws StoreClosed while waiting for more
   */
  subscribe(options?: SubscribeOptions): EventStream {
    const read = checkSubscribe(options);
    return new EventStream(() => livePages(this, read), read.signal);
  }

  /**
   * What was done under an idempotency key, while it is kept; undefined if nothing was, or it is not committed yet.
   *
   * @throws InvalidName the key cannot be one
   */
  abstract findAppend(
    idempotencyKey: string,
    options?: { readonly manager?: EntityManager | undefined },
  ): Promise<KeptAppend | undefined>;

  /**
   * Which server the store has met last, in which of its histories: after a fail-over or a restoration it is another one,
   * and what was read before may not be so there; after a restart it is another one, too. Empty for a store without a server.
   */
  get incarnation(): string {
    return '';
  }

  /**
   * The history of the log that an incarnation goes on with: a restart goes on with the same one, a fail-over or a
   * restoration with another. Default: each incarnation has one of its own.
   *
   * @throws StoreUnavailable, StoreOverloaded
   */
  async historyOf(incarnation: string): Promise<string> {
    return incarnation;
  }

  /**
   * A place in the log for those who keep it outside of the log's database: in a file, another database, a partner's system.
   * What a fail-over or a restoration takes back does not go with it there; so the token tells through which histories the
   * place was reached, and is refused by name where the log has another, until an operator has accepted that. Keep it together
   * with what was made of the events, in one transaction or one file.
   *
   * @example
   * let token = await file.read();
   * for await (const page of store.subscribe(token === undefined ? {} : { after: token }).pages()) {
   *   const last = page.at(-1);
   *   await file.write(await index(page), last && (token = await store.token(last)));
   * }
   *
   * @param after the last event that was dealt with. Default: the last one that a reader of the whole log can see now
   * @throws LogWentBack the event is not there: what was read was lost before the token was asked for
   * @throws IncarnationsUnsupported, StoreUnavailable, StoreOverloaded
   */
  async token(after?: ReadEvent): Promise<string> {
    return after === undefined ? tellTokenAt(await this.head(), this.#placeAt) : tellToken(after, this.#placeAt);
  }

  /**
   * The position after which a token says to read on, for `readAll`; `subscribe` takes the token itself.
   *
   * @throws IncarnationNotAccepted the log goes on in another history, and no operator has accepted it; says what was lost
   * @throws LogWentBack the token's event is gone, and nothing on record tells why
   * @throws TokenOfAnotherLog the log has nothing in common with that of the token
   * @throws InvalidRead, IncarnationsUnsupported, StoreUnavailable, StoreOverloaded
   */
  async placeOf(token: string): Promise<number> {
    return placeOfToken(parsedToken(token, 'token'), this.#placeAt);
  }

  readonly #placeAt: PlaceAt = (position) => this.incarnations.placeAt(position);

  /**
   * Which histories the log has come through, on record.
   *
   * @throws IncarnationsUnsupported the store keeps no record of them
   */
  get incarnations(): IncarnationRecord {
    throw new IncarnationsUnsupported(this.constructor.name);
  }

  /**
   * The ids of the streams that have this id behind their first hyphen, one in each category at most: where all events of an
   * aggregate's id lie, whichever categories there are. Undefined if the store cannot tell without reading the whole log.
   *
   * @throws StoreUnavailable, StoreOverloaded
   */
  async streamsNamed(_id: string): Promise<readonly string[] | undefined> {
    return undefined;
  }

  /** The position of the last event that a reader of the whole log can see now; 0 if there is none. */
  abstract head(options?: HeadOptions): Promise<number>;

  /**
   * Has work done in the transaction of each append that it concerns, from now on. Such appends do not travel with others.
   * For those who build on the store, before its first append.
   *
   * @throws InlineWorkUnsupported the store does none
   */
  workInline(_work: InlineWork): void {
    throw new InlineWorkUnsupported(this.constructor.name);
  }

  /**
   * Where the checkpoints of durable readers are kept.
   *
   * @throws SubscriptionsUnsupported the store keeps none
   */
  get subscriptions(): SubscriptionStore {
    throw new SubscriptionsUnsupported(this.constructor.name);
  }

  /**
   * Where snapshots are kept beside the log.
   *
   * @throws SnapshotsUnsupported the store keeps none
   */
  get snapshots(): SnapshotStore {
    throw new SnapshotsUnsupported(this.constructor.name);
  }

  /**
   * Where the instances of sagas are kept.
   *
   * @throws SagasUnsupported the store keeps none
   */
  get sagas(): SagaStore {
    throw new SagasUnsupported(this.constructor.name);
  }

  /**
   * Where copies of streams are written, and kept on record; what applications use is `StreamCopier`.
   *
   * @throws StreamCopiesUnsupported the store copies none
   */
  get copies(): StreamCopies {
    throw new StreamCopiesUnsupported(this.constructor.name);
  }

  /** Which stored events this process can read. Default: the store does not tell. */
  get readable(): ReadableEvents | undefined {
    return undefined;
  }

  /** Who tells readers that there may be something new. Default: nobody; they ask every 100 ms. */
  get wakeUps(): WakeUps {
    return askingOnly;
  }
}
