import { DaybookError } from '@daybook/domain';

/** Nothing of this name is on record that no release runs. */
export class NothingToRetire extends DaybookError {
  readonly code = 'nothing-to-retire';

  constructor(
    readonly subject: string,
    readonly version: number | undefined,
    readonly orphans: readonly string[],
  ) {
    const what = version === undefined ? `"${subject}"` : `version ${version} of "${subject}"`;
    const known = orphans.length === 0 ? 'There is nothing else, either' : `There are: ${orphans.join(', ')}`;
    super(`Nothing of ${what} is on record that nobody runs. ${known}.`);
  }
}
