import { DaybookError } from '@daybook/domain';

/** A store keeps no checkpoints, so that nothing durable can read from it. */
export class SubscriptionsUnsupported extends DaybookError {
  readonly code = 'subscriptions-unsupported';

  constructor(readonly store: string) {
    super(
      `Subscriptions need a store that keeps checkpoints: ${store} does not. Use PostgresEventStore or MemoryEventStore, ` +
        'or give the store a `subscriptions` of its own.',
    );
  }
}
