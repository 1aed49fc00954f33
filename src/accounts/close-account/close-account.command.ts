import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { Recording } from '../recording.js';

/** End the account, if nothing is owed. */
export class CloseAccount extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly reason: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
