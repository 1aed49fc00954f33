import { DaybookError } from '@daybook/domain';

/** Two owners of one server would restart and stop it against each other; the second one is told so instead. */
export class FolderInUse extends DaybookError {
  readonly code = 'folder-in-use';

  constructor(
    readonly folder: string,
    /** The process that owns the folder, when it answered. */
    readonly ownerPid: number | undefined,
  ) {
    super(
      `The PostgreSQL folder ${folder} is in use by ${ownerPid === undefined ? 'another process' : `process ${ownerPid}`}. ` +
        'Stop that process first, or give this one a folder of its own.',
    );
  }
}
