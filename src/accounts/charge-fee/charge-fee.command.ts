import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { Recording } from '../recording.js';

/** Take what the bank asks for its service, whatever the limit. */
export class ChargeFee extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly amountMinor: number,
    readonly reason: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
