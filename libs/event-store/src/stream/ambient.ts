import type { AppendAllResult } from './append-result.js';
import type { CheckedAppend } from './check-append.js';
import type { Idempotency } from './idempotency.js';
import type { Metadata } from '@daybook/domain';
import type { EntityManager } from './transaction.js';

/**
 * What a store learns from around a call where the call itself says nothing: a framework puts it there, so that the code
 * in between need not hand it on. Each is asked at the call, in the caller's asynchronous context.
 */
export interface Ambient {
  /** The transaction that the call is part of. */
  readonly manager?: () => EntityManager | undefined;
  /** Goes with every event; what an event brings itself goes before it. */
  readonly metadata?: () => Metadata | undefined;
  /** Under which key an append is made, in a transaction or in none. May throw, which refuses the append. */
  readonly idempotency?: (manager: EntityManager | undefined) => Idempotency | undefined;
  /** Told of every append that was made, or found to be made already, and under which key it was. */
  readonly appended?: (
    result: AppendAllResult,
    manager: EntityManager | undefined,
    idempotencyKey: string | undefined,
  ) => void;
}

/** An append with everything that it did not say itself. */
export function inAmbient(append: CheckedAppend, ambient: Ambient): CheckedAppend {
  const manager = append.manager ?? ambient.manager?.();
  const metadata = ambient.metadata?.();
  const idempotency = append.idempotency ?? ambient.idempotency?.(manager);
  const streams =
    metadata === undefined
      ? append.streams
      : append.streams.map((stream) => ({
          ...stream,
          events: stream.events.map((event) => ({ ...event, metadata: { ...metadata, ...event.metadata } })),
        }));
  return { ...append, streams, manager, idempotency };
}
