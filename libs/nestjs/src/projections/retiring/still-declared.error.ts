import { DaybookError } from '@daybook/domain';

/** This release declares what is to be given up: its processes would make it anew. */
export class StillDeclared extends DaybookError {
  readonly code = 'still-declared';

  constructor(
    readonly subject: string,
    /** The version that this release declares; undefined for what has none. */
    readonly version: number | undefined,
  ) {
    const what = version === undefined ? `"${subject}"` : `version ${version} of "${subject}"`;
    const advice =
      version === undefined
        ? 'Take it out of the code first'
        : 'Name the other version that is meant, or take it out of the code first';
    super(`This release declares ${what}, so that it is not given up. ${advice}.`);
  }
}
