import type { PoolClient } from 'pg';
import type { HeldAppend } from './held-append-notice.js';
import { wireOf } from './wire.js';

/** Who is told of transactions that have appended and stay open, and when. */
export interface HeldAppendOptions {
  readonly afterMs: number;
  readonly tell: (held: HeldAppend) => void;
  /** Whether a pooler stands before the server: what a connection takes for the server's process is made up then. */
  readonly pooled?: boolean;
}

interface Held {
  readonly since: number;
  readonly streams: Set<string>;
  readonly place: string | undefined;
}

/**
 * Looks after transactions of callers that have appended: readers of the log wait for them. One that is still open after
 * a while is told of, once; one that has ended in time costs a timer.
 */
export class HeldAppendWatch {
  readonly #open = new WeakMap<PoolClient, Held>();

  constructor(private readonly options: HeldAppendOptions) {}

  /** @param place where in the application's code the append was called */
  appended(client: PoolClient, streamIds: readonly string[], place: string | undefined): void {
    const held = this.#open.get(client) ?? this.#begin(client, place);
    for (const streamId of streamIds) held?.streams.add(streamId);
  }

  #begin(client: PoolClient, place: string | undefined): Held | undefined {
    const wire = wireOf(client);
    // Without the wire nobody says when the transaction ends, and a false alarm is worse than none.
    if (wire === undefined) return undefined;
    const held: Held = { since: performance.now(), streams: new Set(), place };
    const timer = setTimeout(() => this.#tell(client, held), this.options.afterMs);
    timer.unref();
    const end = (): void => {
      clearTimeout(timer);
      this.#open.delete(client);
      wire.off('readyForQuery', ready).off('end', end);
    };
    const ready = ({ status }: { readonly status: string }): void => {
      if (status === 'I') end();
    };
    wire.on('readyForQuery', ready).on('end', end);
    this.#open.set(client, held);
    return held;
  }

  #tell(client: PoolClient, { since, streams, place }: Held): void {
    const { processID, connectionParameters } = client as unknown as {
      readonly processID?: number | null;
      readonly connectionParameters?: {
        readonly application_name?: string;
        readonly fallback_application_name?: string;
      };
    };
    const { application_name: named, fallback_application_name: fallback } = connectionParameters ?? {};
    this.options.tell({
      streamIds: [...streams],
      heldMs: Math.round(performance.now() - since),
      pid: this.options.pooled === true ? undefined : (processID ?? undefined),
      application: (named || fallback) ?? undefined,
      place,
    });
  }
}
