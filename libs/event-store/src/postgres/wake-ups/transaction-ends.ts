import type { PoolClient } from 'pg';
import { wireOf } from '../wire.js';

/**
 * Tells when a transaction has ended in which somebody has appended, whoever ends it, and how: a rollback lets readers go
 * on, too. It is the server that says so, after each statement, so that no version of an ORM has a say in it.
 */
export class TransactionEnds {
  readonly #followed = new WeakSet<PoolClient>();

  constructor(private readonly ended: () => void) {}

  /** Follows the transaction that is open on a connection. Without its wire nobody says when it ends. */
  follow(client: PoolClient): void {
    const wire = wireOf(client);
    if (wire === undefined || this.#followed.has(client)) return;
    this.#followed.add(client);
    const end = (): void => {
      this.#followed.delete(client);
      wire.off('readyForQuery', ready).off('end', end);
      this.ended();
    };
    const ready = ({ status }: { readonly status: string }): void => {
      if (status === 'I') end();
    };
    wire.on('readyForQuery', ready).on('end', end);
  }
}
