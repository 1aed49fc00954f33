import { type Consumer, eventMetadataOf } from '@daybook/event-store';
import { type DomainEvent, type EventMetadata, handlingMethod } from '@daybook/domain';
import type { EntityManager } from 'typeorm';
import type { HandlerProjection } from '../handler-projection.js';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { Generation } from '../read-model/generation.js';
import { HandlerNeedsTransaction } from './handler-needs-transaction.error.js';
import { ownEvent } from './own-event.js';
import { projectionSubscription } from './projection-subscription.js';
import { SeveralKeys } from './several-keys.error.js';

type Handler = (event: DomainEvent, meta: EventMetadata, manager: EntityManager) => void | Promise<void>;

/** What a handler projection is run with. */
export interface HandlerConsumerParts {
  readonly definition: ProjectionDefinition;
  readonly projection: HandlerProjection;
  readonly generation: Generation;
  /** Makes the manager's transaction write the tables of a generation. */
  readonly pointAt: (manager: EntityManager, generation: Generation) => Promise<void>;
}

/**
 * A handler projection as a durable reader of the log: its handlers are called one by one, in the transaction that moves
 * the checkpoint. An event has one key at most; more are refused, because the handler would run once for each of them.
 */
export function handlerConsumer({ definition, projection, generation, pointAt }: HandlerConsumerParts): Consumer {
  const subscription = projectionSubscription(definition, generation);
  return {
    ...subscription,
    keysOf(recorded) {
      const keys = subscription.keysOf(recorded);
      if (keys.length > 1) throw new SeveralKeys(definition.projection, recorded.type, keys.length);
      return keys;
    },
    async apply(deliveries, manager, signal) {
      if (manager === undefined) throw new HandlerNeedsTransaction(definition.projection);
      // The store's own, of which its port shows no more than it needs.
      const writing = manager as EntityManager;
      await pointAt(writing, generation);
      for (const { recorded } of deliveries) {
        signal.throwIfAborted();
        const method = handlingMethod(definition.handlers, recorded.event);
        if (method === undefined) continue;
        const handle = (projection as unknown as Record<string | symbol, Handler>)[method] as Handler;
        await handle.call(projection, ownEvent(recorded.event), eventMetadataOf(recorded), writing);
      }
    },
  };
}
