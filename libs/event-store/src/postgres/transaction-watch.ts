import type { PoolClient } from 'pg';
import { wireOf } from './wire.js';

/** Follows a transaction by what the server says of it, which the driver tells nobody. */
export class TransactionWatch {
  /** `T` in a transaction, `E` in one that an error has aborted, `I` in none. */
  #status = 'T';
  #lastRefusal: string | undefined;
  #lastCompleted: string | undefined;
  readonly #stop: () => void;

  constructor(client: PoolClient) {
    const ready = ({ status }: { readonly status: string }) => (this.#status = status);
    const refused = ({ code }: { readonly code?: string }) => (this.#lastRefusal = code);
    const completed = ({ text }: { readonly text: string }) => (this.#lastCompleted = text);
    const wire = wireOf(client);
    wire?.on('readyForQuery', ready).on('errorMessage', refused).on('commandComplete', completed);
    this.#stop = () => wire?.off('readyForQuery', ready).off('errorMessage', refused).off('commandComplete', completed);
  }

  get isOpen(): boolean {
    return this.#status !== 'I';
  }

  get isAborted(): boolean {
    return this.#status === 'E';
  }

  /** The SQLSTATE with which the server refused something last, also what nobody had asked for. */
  get lastRefusal(): string | undefined {
    return this.#lastRefusal;
  }

  /** A COMMIT of an aborted transaction is answered by ROLLBACK, which the driver takes for a success. */
  get endedInRollback(): boolean {
    return this.#lastCompleted === 'ROLLBACK';
  }

  stop(): void {
    this.#stop();
  }
}
