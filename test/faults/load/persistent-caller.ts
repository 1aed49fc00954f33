import { randomUUID } from 'node:crypto';
import type { EventStore } from '@daybook/event-store';
import type { Ledger } from './ledger.js';
import { requestOf, type Request, type RequestedAppend } from './request.js';

export interface Persistence {
  readonly streamId: string;
  /** What identifies the request when it is repeated. `nothing` is the wrong build: new ids for each try. */
  readonly by: 'event ids' | 'idempotency key' | 'nothing';
  /** Asked before each request. */
  readonly goOn: () => boolean;
}

/** Makes one request after another, and repeats each until it is told what has become of it. */
export async function persist(store: EventStore, ledger: Ledger, { streamId, by, goOn }: Persistence): Promise<void> {
  for (let n = 0; goOn(); n++) {
    const second = n % 3 === 0 ? [{ streamId: `${streamId}-b`, expected: 'any' } as const] : [];
    let request = requestOf([{ streamId, expected: 'any', count: 1 + (n % 3) }, ...second]);
    const options = by === 'idempotency key' ? { idempotencyKey: request.id } : {};
    const send = (appends: readonly RequestedAppend[]) => store.appendAll(appends, options);
    while ((await ledger.send(request, send)).outcome === 'unknown') {
      if (by !== 'event ids') request = withNewIds(request);
    }
  }
}

function withNewIds(request: Request): Request {
  const appends = request.appends.map((append) => ({
    ...append,
    events: append.events.map((event) => ({ ...event, eventId: randomUUID() })),
  }));
  return { ...request, appends };
}
