import { DaybookError } from '@daybook/domain';

/** A factory of `forRootAsync` has returned an option that was needed before it ran. The start was stopped. */
export class OptionMisplaced extends DaybookError {
  readonly code = 'option-misplaced';

  constructor(
    readonly option: string,
    readonly value: unknown,
  ) {
    const written = `${option}: ${JSON.stringify(value)}`;
    super(
      `An option of DaybookModule came too late to be heeded: a factory returned ${written}, and it decides what the store ` +
        `depends on. Write it beside the factory: forRootAsync({ ${written}, useFactory: … }).`,
    );
  }
}
