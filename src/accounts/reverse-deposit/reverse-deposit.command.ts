import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { Recording } from '../recording.js';

/** Take back a deposit that was wrong; the deposit stays in the history. */
export class ReverseDeposit extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly depositVersion: number,
    readonly reason: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
