import { DaybookError } from '@daybook/domain';

/** What was accepted was not found. */
export class NothingToAccept extends DaybookError {
  readonly code = 'nothing-to-accept';

  constructor(
    readonly accepted: string,
    readonly found: readonly string[],
  ) {
    const known = found.length === 0 ? 'Nothing was found.' : `What was found: ${found.join('; ')}.`;
    super(`Nothing was found that is called ${JSON.stringify(accepted)}. ${known} Name one of those, as "type key".`);
  }
}
