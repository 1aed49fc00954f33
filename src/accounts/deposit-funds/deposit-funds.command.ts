import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { Recording } from '../recording.js';

/** Take money in. */
// Called as it always was, because keys are kept by it.
@CommandType('DepositFunds')
export class DepositFunds extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly amountMinor: number,
    readonly reference: string | undefined,
    readonly recording: Recording = {},
    /** In which the amount is. Default: that of the account, whichever it is. */
    readonly currency?: string | undefined,
  ) {
    super();
  }
}
