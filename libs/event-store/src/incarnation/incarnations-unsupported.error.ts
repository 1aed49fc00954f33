import { DaybookError } from '@daybook/domain';

/** A store keeps no record of its histories, so that no position of it can be kept elsewhere. */
export class IncarnationsUnsupported extends DaybookError {
  readonly code = 'incarnations-unsupported';

  constructor(readonly store: string) {
    super(
      `Tokens of positions need a store that keeps a record of its histories: ${store} does not. Use PostgresEventStore ` +
        'or MemoryEventStore, or give the store `incarnations` of its own.',
    );
  }
}
