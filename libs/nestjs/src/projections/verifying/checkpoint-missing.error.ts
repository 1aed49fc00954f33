import { DaybookError } from '@daybook/domain';

/** A projection was to be verified that has never run, so that nobody knows how far its rows should be. */
export class CheckpointMissing extends DaybookError {
  readonly code = 'checkpoint-missing';

  constructor(readonly subscription: string) {
    super(
      `There is no checkpoint to verify against: ${JSON.stringify(subscription)} has never run on this store. Start a ` +
        'process that runs projections first, or name another version.',
    );
  }
}
