import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { Recording } from '../recording.js';

/** Give up what was put aside under a name: it is the owner's to spend again. */
@CommandType('release-hold')
export class ReleaseHold extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly holdId: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
