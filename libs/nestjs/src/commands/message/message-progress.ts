import { AppendedPositions } from './appended-positions.js';
import { CommandKey } from './command-key.js';
import type { Message } from './message.js';
import { uuidFrom } from './uuid-from.js';

/** What a message has led to so far: what only it knows as a whole, however many commands it is handled by. */
export class MessageProgress {
  /** At which positions the message has appended, or found to have appended before. */
  readonly positions = new AppendedPositions();
  #expectedVersions: readonly number[] | undefined;
  /** By the type of the command. */
  readonly #keys = new Map<string, CommandKey>();
  #ids = 0;

  constructor(
    private readonly message: Message,
    private readonly actor: string | undefined,
  ) {
    this.#expectedVersions = message.expectedVersions;
  }

  /** Whether the sender may ask again: it has given its request a name. */
  get isRepeatable(): boolean {
    return this.message.idempotencyKey !== undefined;
  }

  /** What a command that handles the message follows from; undefined if the message is not on record. */
  get eventId(): string | undefined {
    return this.message.eventId;
  }

  /** The highest of them; undefined if nothing was appended, or nothing is committed yet. */
  get position(): number | undefined {
    return this.positions.highest;
  }

  /** The versions that the sender expects: for the first who asks, because they speak of one aggregate. */
  takeExpectedVersions(): readonly number[] | undefined {
    const taken = this.#expectedVersions;
    this.#expectedVersions = undefined;
    return taken;
  }

  /** Answers how to go back to this point, from where everything that follows is going to be done again. */
  remembered(): () => void {
    const [expectedVersions, ids] = [this.#expectedVersions, this.#ids];
    return () => {
      this.#expectedVersions = expectedVersions;
      this.#ids = ids;
    };
  }

  /** The key of a command of this type; a second command of the type shares it, and is refused if it appends as well. */
  keyOf(type: string, payload: unknown): CommandKey | undefined {
    const { idempotencyKey } = this.message;
    if (idempotencyKey === undefined) return undefined;
    const key = this.#keys.get(type) ?? CommandKey.of({ actor: this.actor, type, idempotencyKey }, payload);
    this.#keys.set(type, key);
    return key;
  }

  /** What the sender calls a key under which something was appended; undefined if it is none of the message's. */
  sentAs(key: string): string | undefined {
    return [...this.#keys.values()].some((own) => own.key === key) ? this.message.idempotencyKey : undefined;
  }

  keyOfOperation(): CommandKey | undefined {
    const { operation } = this.message;
    return operation && this.keyOf(operation.type, operation.payload);
  }

  /** A new id that a repetition of the message is given again; undefined if the message cannot be repeated. */
  repeatableId(): string | undefined {
    const { idempotencyKey } = this.message;
    return idempotencyKey && uuidFrom(['id', this.actor ?? null, idempotencyKey, this.#ids++]);
  }
}
