import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { Log } from './log.js';
import type { EntryRow, FoldRow, InstanceRow, SnapshotRow, Standing, StepRow } from './standing.js';

/** How many rows are in memory at a time, besides what is kept of them. */
const rowsAtOnce = 10_000;

type Column = string | null;

/** The database under proof, all of it read in one snapshot by a client and statements of the checker's own. */
export class Database {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<Database> {
    const client = new Client({ connectionString: url, application_name: 'proof checker' });
    // A connection that breaks fails the statement; told of here as well, it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return new Database(client);
  }

  async log(): Promise<Log> {
    const log = new Log();
    for await (const row of this.#stream('events')) {
      const [position, eventId, stream, version, type, call, value, coins, owner, counterpart, committedAt, of, asked] =
        row;
      log.add({
        position: Number(position),
        eventId: eventId ?? '',
        stream: stream ?? '',
        version: Number(version),
        type: type ?? '',
        call: call ?? undefined,
        value: value ?? undefined,
        coins: coins == null ? undefined : Number(coins),
        owner: owner ?? undefined,
        counterpart: counterpart ?? undefined,
        of: of ?? undefined,
        asked: asked == null ? undefined : (JSON.parse(asked) as Readonly<Record<string, unknown>>),
        committedAt: committedAt == null ? undefined : Number(committedAt),
      });
    }
    return log;
  }

  async *entries(): AsyncGenerator<EntryRow, undefined> {
    for await (const [position, eventId, stream, version, worker] of this.#stream('entries')) {
      yield {
        position: Number(position),
        eventId: eventId ?? '',
        stream: stream ?? '',
        version: Number(version),
        worker: worker ?? '',
      };
    }
  }

  async standing(): Promise<Standing> {
    const streams = await this.#rows<{ stream_id: string; version: string }>('streams');
    const subscriptions = await this.#rows<SubscriptionColumns>('subscriptions');
    const parked = await this.#rows<{ subscription: string; position: string; failure: string | null }>('parked');
    return {
      versions: new Map(streams.map(({ stream_id: stream, version }) => [stream, Number(version)])),
      subscriptions: subscriptions.map(({ stopped_for: stoppedFor, positions, ...row }) => ({
        ...row,
        stoppedFor,
        positions: positions.map(Number),
      })),
      parked: parked.map(({ position, ...row }) => ({ ...row, position: Number(position) })),
      balances: await this.#fold('balances'),
      holdings: await this.#fold('holdings'),
      snapshots: await this.#snapshots(),
      instances: await this.#rows<InstanceRow>('instances'),
      steps: (await this.#rows<StepColumns>('steps')).map(({ deadline, ...row }) => ({
        ...row,
        deadline: deadline ?? undefined,
      })),
    };
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async #snapshots(): Promise<readonly SnapshotRow[]> {
    const rows = await this.#rows<SnapshotColumns>('snapshots');
    return rows.map(({ stream, version, position, event_id: eventId, state }) => ({
      ...{ stream, eventId, version: Number(version), position: Number(position) },
      state: stateIn(state),
    }));
  }

  async #fold(name: string): Promise<readonly FoldRow[]> {
    const rows = await this.#rows<Record<keyof FoldRow, string>>(name);
    return rows.map(({ key, owner, coins, changes, seen }) => ({
      key,
      owner,
      coins: Number(coins),
      changes: Number(changes),
      seen: Number(seen),
    }));
  }

  async #rows<R extends object>(name: string): Promise<readonly R[]> {
    const { rows } = await this.client.query<R>(statement(name));
    return rows;
  }

  /** Row by row, through a cursor: what is read may be longer than memory. */
  async *#stream(name: string): AsyncGenerator<readonly Column[], undefined> {
    await this.client.query(`DECLARE ${name} NO SCROLL CURSOR FOR ${statement(name)}`);
    for (;;) {
      const text = `FETCH ${rowsAtOnce} FROM ${name}`;
      const { rows } = await this.client.query<Column[]>({ text, rowMode: 'array' });
      if (rows.length === 0) break;
      yield* rows;
    }
    await this.client.query(`CLOSE ${name}`);
  }
}

interface SubscriptionColumns {
  readonly name: string;
  readonly kind: string;
  readonly types: readonly string[] | null;
  readonly categories: readonly string[] | null;
  readonly stopped_for: string | null;
  readonly positions: readonly string[];
}

interface StepColumns extends Omit<StepRow, 'deadline'> {
  readonly deadline: string | null;
}

interface SnapshotColumns {
  readonly stream: string;
  readonly version: string;
  readonly position: string;
  readonly event_id: string;
  readonly state: string;
}

/** What a snapshot of an account says: an object of its fields, below what else is kept with it. */
function stateIn(text: string): SnapshotRow['state'] {
  try {
    const { state } = JSON.parse(text) as { readonly state: { readonly owner: unknown; readonly coins: unknown } };
    const { owner, coins } = state;
    return typeof owner === 'string' && typeof coins === 'number' ? { owner, coins } : undefined;
  } catch {
    return undefined;
  }
}

function statement(name: string): string {
  return readFileSync(new URL(`./sql/${name}.sql`, import.meta.url), 'utf8');
}
