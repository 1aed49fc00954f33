import type { PoolClient } from 'pg';
import { ConcurrencyError } from '../stream/concurrency.error.js';
import type { AppendUnit } from './append-unit.js';
import { queryOn, type Statement, type TextRow } from './connection.js';
import type { Connections } from './connections.js';
import { sqlStateOf } from './database-error.js';
import type { Statements } from './statements.js';

/** A role may be kept from asking which cluster it is. */
const notPermitted = '42501';

/** What the incarnation of one ends with that writes no history. */
const standby = '/standby';

/** What keeps a history from being put on record, and nobody from working: the schema is older, or one may not, or only read. */
const keepsFromNoting = /^(42|3F|25|55)/;

/** Which server, in which of its histories, each connection leads to. */
export class Incarnations {
  #known = new WeakMap<PoolClient, string>();
  #current = '';
  /** The incarnation whose history is on record. */
  #noted = '';
  /** By incarnation, as far as it was asked for. */
  readonly #histories = new Map<string, string>();
  /** Whether the server behind a connection may become another one, as it does behind a pooler. */
  changes = false;

  constructor(private readonly statements: Pick<Statements, 'incarnation' | 'history' | 'note_incarnation'>) {}

  /** That of the connection which was opened last. */
  get current(): string {
    return this.#current;
  }

  /** Takes note of what an answer says of the server that gave it, where it may be another one than before. */
  told(incarnation: string | null | undefined): void {
    if (!this.changes || incarnation == null || incarnation === this.#current) return;
    this.#current = incarnation;
    this.#known = new WeakMap();
  }

  /**
   * The history of the log that an incarnation goes on with. One of its own, if that cannot be learnt: another server
   * answers by now, or nobody may ask.
   */
  async historyOf(incarnation: string, connections: Pick<Connections, 'read'>): Promise<string> {
    const known = this.#histories.get(incarnation);
    if (known !== undefined) return known;
    try {
      const [row] = await connections.read((client) => queryOn(client, this.statements.history, []));
      this.#histories.set(row?.[0] ?? '', row?.[1] ?? '');
    } catch (error) {
      if (sqlStateOf(error) !== notPermitted) throw error;
    }
    return this.#histories.get(incarnation) ?? incarnation;
  }

  /** Asks a connection on which a transaction is open, so that what is said until its end is said to this server. */
  async meetInTransaction(client: PoolClient): Promise<void> {
    if (this.changes) this.#known.delete(client);
    await this.meet(client);
  }

  /** Asks a connection that is new, and has on record in which history the log goes on; a promise only then. */
  meet(client: PoolClient): Promise<void> | undefined {
    return this.#known.has(client) && this.#noted === this.#current ? undefined : this.#meet(client);
  }

  /** Runs one statement on a connection that has been asked. */
  async query(client: PoolClient, statement: Statement, values: readonly unknown[]): Promise<readonly TextRow[]> {
    await this.meet(client);
    return queryOn(client, statement, values);
  }

  /**
   * Why an append may not be sent over a connection: it was decided from what another server has said. That is a conflict
   * like any other: whoever decided reads again.
   */
  conflictOf({ incarnation, parts: [part] }: AppendUnit, client: PoolClient): ConcurrencyError | undefined {
    if (incarnation === undefined || part === undefined || incarnation === this.#known.get(client)) return undefined;
    return new ConcurrencyError(part.streamId, part.expected, undefined);
  }

  /**
   * Has on record in which history the log goes on, before anything is appended there. Not in a transaction, which might be
   * rolled back, or hold up all others who have something to note.
   */
  async note(client: PoolClient): Promise<void> {
    const current = this.#current;
    if (this.#noted === current) return;
    if (!current.endsWith(standby)) {
      try {
        await queryOn(client, this.statements.note_incarnation, []);
      } catch (error) {
        if (!keepsFromNoting.test(sqlStateOf(error) ?? '')) throw error;
      }
    }
    this.#noted = current;
  }

  async #meet(client: PoolClient): Promise<void> {
    if (!this.#known.has(client)) await this.#ask(client);
    // Drivers before 8.20 do not tell; then it is noted when the store is opened, and when somebody asks.
    if (client.getTransactionStatus?.() === 'I') await this.note(client);
  }

  async #ask(client: PoolClient): Promise<void> {
    const rows = await queryOn(client, this.statements.incarnation, []);
    const [incarnation] = rows[0] ?? [];
    this.told(incarnation);
    this.#current = incarnation ?? '';
    this.#known.set(client, this.#current);
  }
}
