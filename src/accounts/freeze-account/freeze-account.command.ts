import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { Recording } from '../recording.js';

/** Let no more money out. */
export class FreezeAccount extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly reason: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
