import { DaybookError } from '@daybook/domain';

/** `forRoot` was called more than once in one application, so that there would be two stores. The start was stopped. */
export class DaybookConfiguredTwice extends DaybookError {
  readonly code = 'daybook-configured-twice';

  constructor() {
    super(
      'DaybookModule is configured more than once: each forRoot makes an event store of its own. Import ' +
        'DaybookModule.forRoot({ … }) in the root module only, and DaybookModule.forFeature({ … }) elsewhere.',
    );
  }
}
