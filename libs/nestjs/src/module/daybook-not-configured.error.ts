import { DaybookError } from '@daybook/domain';

/** `forFeature` was used in an application without `forRoot`. The start was stopped. */
export class DaybookNotConfigured extends DaybookError {
  readonly code = 'daybook-not-configured';

  constructor(
    /** What was to be registered. */
    readonly classNames: readonly string[],
    /** Which libraries are installed more than once, if any: forRoot of one copy configures nothing for another. */
    readonly severalCopies: string | undefined,
  ) {
    super(
      `DaybookModule is not configured: forFeature was to register ${classNames.join(', ') || 'nothing'}, and there is no ` +
        `event store. Import DaybookModule.forRoot({ … }) once, in the application's root module.` +
        (severalCopies === undefined ? '' : ` Or forRoot was called on another copy. ${severalCopies}`),
    );
  }
}
