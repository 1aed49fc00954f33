import { DaybookError } from '@daybook/domain';

/** A file is no event catalog, or one of another release. */
export class CatalogUnreadable extends DaybookError {
  readonly code = 'catalog-unreadable';

  constructor(
    readonly file: string,
    readonly reason: string,
    cause?: unknown,
  ) {
    super(
      `The event catalog ${file} ${reason}. Take it back from version control; what it keeps of earlier versions is nowhere else.`,
      cause === undefined ? undefined : { cause },
    );
  }
}
