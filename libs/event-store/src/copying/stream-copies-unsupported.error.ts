import { DaybookError } from '@daybook/domain';

/** A store copies no streams. */
export class StreamCopiesUnsupported extends DaybookError {
  readonly code = 'stream-copies-unsupported';

  constructor(readonly store: string) {
    super(
      `Streams are copied by stores that close the old one with it: ${store} does not. Use PostgresEventStore or ` +
        'MemoryEventStore, or give the store `copies` of its own.',
    );
  }
}
