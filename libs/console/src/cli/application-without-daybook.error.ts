import { DaybookError } from '@daybook/domain';

/** The application that the command line started has no `DaybookModule`, or not the one that the command line knows. */
export class ApplicationWithoutDaybook extends DaybookError {
  readonly code = 'application-without-daybook';

  constructor(cause: unknown) {
    super(
      'The application has no event store that the command line can find. Import DaybookModule.forRoot({ … }) in its root ' +
        'module; if it does, @daybook/nestjs is installed twice (npm ls @daybook/nestjs): install it once.',
      { cause },
    );
  }
}
