import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { Recording } from '../recording.js';

/** Give money out, if the funds suffice. */
export class WithdrawFunds extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly amountMinor: number,
    readonly reference: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
