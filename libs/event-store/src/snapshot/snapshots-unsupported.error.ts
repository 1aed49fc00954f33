import { DaybookError } from '@daybook/domain';

/** A store of events keeps no snapshots. */
export class SnapshotsUnsupported extends DaybookError {
  readonly code = 'snapshots-unsupported';

  constructor(readonly store: string) {
    super(
      `Snapshots need a place where they are kept: ${store} has none. Use PostgresEventStore or MemoryEventStore, ` +
        'name a store of snapshots in the configuration, or switch snapshots off.',
    );
  }
}
