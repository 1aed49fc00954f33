import { DaybookError } from '@daybook/domain';

/** Two consumers of one process bear the same name, so that they would share one checkpoint. */
export class DuplicateConsumer extends DaybookError {
  readonly code = 'duplicate-consumer';

  constructor(readonly subscription: string) {
    super(
      `A process runs two consumers of the same name: ${JSON.stringify(subscription)}. Each would skip what the other has ` +
        'applied; give one of them another name.',
    );
  }
}
