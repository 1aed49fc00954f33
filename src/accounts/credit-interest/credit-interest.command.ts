import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { Recording } from '../recording.js';

/** Pay for the use of the money. */
export class CreditInterest extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly amountMinor: number,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
