import { DaybookError } from '@daybook/domain';

/** A store has no transaction of its own appends in which others could do something. */
export class InlineWorkUnsupported extends DaybookError {
  readonly code = 'inline-work-unsupported';

  constructor(readonly store: string) {
    super(
      `Inline projections need a store that does their work within its appends: ${store} does not. Use ` +
        'PostgresEventStore or MemoryEventStore, or project asynchronously.',
    );
  }
}
