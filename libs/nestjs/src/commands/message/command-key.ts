import type { EntityManager, Idempotency } from '@daybook/event-store';
import { createHash } from 'node:crypto';
import { CommandAppendedTwice } from './command-appended-twice.error.js';
import { commandFingerprint } from './command-fingerprint.js';

/** What makes a key one of its own: the same word of another actor, or for another command, is another key. */
export interface KeyScope {
  readonly actor: string | undefined;
  readonly type: string;
  readonly idempotencyKey: string;
}

/** The key under which one command makes its one append, or its one unit of work. */
export class CommandKey implements Idempotency {
  #spent: { readonly manager: EntityManager | undefined } | undefined;

  private constructor(
    readonly key: string,
    readonly fingerprint: string,
    readonly type: string,
  ) {}

  /** The key as the store keeps it: what a person can read, as far as a name may be long, and the hash of all of it. */
  static of({ actor, type, idempotencyKey }: KeyScope, payload: unknown): CommandKey {
    const hash = createHash('sha256').update(JSON.stringify([actor ?? null, type, idempotencyKey]));
    const key = `${legible(type)}:${legible(idempotencyKey)}:${hash.digest('hex')}`;
    return new CommandKey(key, commandFingerprint(type, payload), type);
  }

  /** @throws CommandAppendedTwice it has been used, and not in a transaction that is over */
  open(manager: EntityManager | undefined): this {
    const spent = this.#spent;
    const isOver = spent?.manager !== undefined && spent.manager !== manager;
    if (spent !== undefined && !isOver) throw new CommandAppendedTwice(this.type);
    return this;
  }

  /** What was appended had been before, and is asked for again as of then. */
  release(): void {
    this.#spent = undefined;
  }

  /** @param manager of the transaction that it was used in, until that is committed: if it rolls back, it opens again */
  spend(manager: EntityManager | undefined): void {
    this.#spent = { manager };
  }
}

function legible(name: string): string {
  return name.replaceAll(/[^\w-]/g, '_').slice(0, 80);
}
