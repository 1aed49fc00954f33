import type { AppendAllResult, EntityManager, Idempotency, Metadata } from '@daybook/event-store';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { CommandKey } from './command-key.js';
import type { Message } from './message.js';
import { MessageProgress } from './message-progress.js';

// Under a global symbol, so that two installed copies of the library see one context.
const place = Symbol.for('daybook.message-context');
const shared = globalThis as { [place]?: AsyncLocalStorage<MessageContext> };
const storage = (shared[place] ??= new AsyncLocalStorage<MessageContext>());

/**
 * The message that is being handled, from wherever it came: what it brought goes with everything that follows from it,
 * across every await and never into a message beside it.
 *
 * The HTTP kit and the command bus run their work in one. Whoever takes messages from elsewhere does so himself:
 *
 * @example
 * await MessageContext.run({ metadata: { correlationId, actor }, idempotencyKey: delivery.id }, () =>
 *   commands.execute(new ShipOrder(orderId)),
 * );
 */
export class MessageContext {
  private constructor(
    /** Goes with every event that is appended here. */
    readonly metadata: Metadata,
    /** What the message has led to so far, wherever in its handling. */
    readonly progress: MessageProgress,
    /** Under which key the next append is made; undefined if the message brought none, or a unit of work has taken it. */
    readonly key: CommandKey | undefined,
    /** Whether a command is being executed. */
    readonly inCommand: boolean,
  ) {}

  /** The one that the caller is in; undefined outside of any. */
  static get current(): MessageContext | undefined {
    return storage.getStore();
  }

  /** Handles a message. Within another one it is a message of its own that goes on with the other one's metadata. */
  static run<R>(message: Message, work: () => R): R {
    return storage.run(MessageContext.of(message), work);
  }

  /** The context of a message that nobody handles yet. */
  static of(message: Message): MessageContext {
    const around = storage.getStore();
    const eventId = message.eventId ?? (around?.inCommand === false ? around.progress.eventId : undefined);
    const cause = message.eventId === undefined ? {} : { causationId: message.eventId };
    const metadata = { ...around?.metadata, ...cause, ...message.metadata };
    const progress = new MessageProgress({ ...message, eventId }, metadata.actor);
    return new MessageContext(metadata, progress, progress.keyOfOperation(), false);
  }

  /** Executes a command as a part of handling the message. */
  inCommandOf<R>(metadata: Metadata, key: CommandKey | undefined, work: () => R): R {
    return storage.run(new MessageContext({ ...this.metadata, ...metadata }, this.progress, key, true), work);
  }

  /** Does a part of the work whose appends need no key, because somebody keeps it for all of them. */
  withoutKey<R>(work: () => R): R {
    return storage.run(new MessageContext(this.metadata, this.progress, undefined, this.inCommand), work);
  }

  /** @throws CommandAppendedTwice the message's append has been made already */
  idempotencyFor(manager: EntityManager | undefined): Idempotency | undefined {
    return this.key?.open(manager);
  }

  appended(result: AppendAllResult, manager: EntityManager | undefined, underKey: string | undefined): void {
    this.progress.positions.reached(result.position, manager);
    if (this.key !== undefined && underKey === this.key.key) this.key.spend(manager);
  }
}
