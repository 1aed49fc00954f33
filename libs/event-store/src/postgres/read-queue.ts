import type { PoolClient } from 'pg';
import { StoreOverloaded } from '../stream/store-overloaded.error.js';
import { WaitedInVain } from '../stream/waited-in-vain.js';
import { plainArray } from './array-text.js';
import type { Statement, TextRow } from './connection.js';
import type { Connections } from './connections.js';
import type { AskedPage, Page } from './read-stream.js';
import type { Statements } from './statements.js';

/** Runs a statement on a connection that has been taken already. */
export type QueryOn = (
  client: PoolClient,
  statement: Statement,
  values: readonly unknown[],
) => Promise<readonly TextRow[]>;

interface WaitingRead {
  readonly asked: AskedPage;
  readonly resolve: (page: Page) => void;
  readonly reject: (reason: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/** Calls in flight at a time: while one is answered, the next is under way. */
const flights = 2;
/** Streams in one call, and events of each: whoever reads a long one goes on alone and is in nobody's way. */
const limits = { streams: 64, events: 64 } as const;

/**
 * Reads of streams that are asked for while others are in flight travel together in the next call, as appends do: one
 * round trip and one statement serve many. Each still sees whatever was committed when it was asked for.
 */
export class ReadQueue {
  readonly #waiting = new Set<WaitingRead>();
  #flying = 0;

  constructor(
    private readonly connections: Connections,
    private readonly statements: Statements,
    private readonly query: QueryOn,
  ) {}

  /**
   * A page of one stream, oldest first; shorter than asked for if there is company.
   *
   * @throws StoreOverloaded as many callers as may wait are waiting
   * @throws WaitedInVain, ConnectionLost, or what the driver throws
   */
  async page(asked: AskedPage): Promise<Page> {
    const { size } = this.#waiting;
    const { waiting, waitMs } = this.connections.limits;
    if (size >= waiting) throw new StoreOverloaded('reading', size, this.connections.inWords());
    return new Promise<Page>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(read);
        reject(new WaitedInVain(`no read was sent within ${waitMs} ms: ${this.connections.inWords()}`, waitMs));
      }, waitMs);
      timer.unref();
      const read: WaitingRead = { asked, resolve, reject, timer };
      this.#waiting.add(read);
      this.#fly();
    });
  }

  #fly(): void {
    if (this.#flying >= flights || this.#waiting.size === 0) return;
    this.#flying++;
    let aboard: readonly WaitingRead[] | undefined;
    const flight = this.connections.read(async (client) => {
      // Only now, so that whoever comes while there is no connection rides along.
      aboard = this.#board(limits.streams);
      await this.#answer(client, aboard);
    });
    const refuse = (error: unknown): void => {
      // Without a connection there is none for anybody who waits.
      for (const { reject } of aboard ?? this.#board(this.#waiting.size)) reject(error);
    };
    void flight.catch(refuse).finally(() => {
      this.#flying--;
      this.#fly();
    });
  }

  #board(most: number): readonly WaitingRead[] {
    const aboard: WaitingRead[] = [];
    for (const read of this.#waiting) {
      if (aboard.length === most) break;
      clearTimeout(read.timer);
      this.#waiting.delete(read);
      aboard.push(read);
    }
    return aboard;
  }

  async #answer(client: PoolClient, aboard: readonly WaitingRead[]): Promise<void> {
    const [first, second] = aboard;
    if (first === undefined) return;
    if (second === undefined) {
      const { streamId, fromVersion, toVersion, size } = first.asked;
      const values = [streamId, fromVersion, toVersion, null, null, size];
      const rows = await this.query(client, this.statements.read_stream_forwards, values);
      first.resolve({ rows, size });
      return;
    }
    const sizes = aboard.map(({ asked }) => Math.min(asked.size, limits.events));
    const values = [
      aboard.map(({ asked }) => asked.streamId),
      plainArray(aboard.map(({ asked }) => asked.fromVersion)),
      plainArray(aboard.map(({ asked }) => asked.toVersion)),
      plainArray(sizes),
    ];
    const pages = aboard.map((): TextRow[] => []);
    for (const row of await this.query(client, this.statements.read_streams_forwards, values)) {
      pages[Number(row.at(-1)) - 1]?.push(row);
    }
    aboard.forEach(({ resolve }, index) => resolve({ rows: pages[index] ?? [], size: sizes[index] ?? 0 }));
  }
}
