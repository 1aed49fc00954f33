import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { Recording } from '../recording.js';

/** Let money out again. */
export class UnfreezeAccount extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly reason: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
