import { DaybookError } from '@daybook/domain';

/** A store of events keeps no sagas. */
export class SagasUnsupported extends DaybookError {
  readonly code = 'sagas-unsupported';

  constructor(readonly store: string) {
    super(
      `Sagas need a store that keeps what each instance knows and means to do: ${store} keeps none. Use ` +
        'PostgresEventStore or MemoryEventStore.',
    );
  }
}
