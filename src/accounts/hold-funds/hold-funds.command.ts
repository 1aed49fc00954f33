import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { HoldTerms } from '../domain/account.js';
import type { Recording } from '../recording.js';

/** Put money aside for somebody who may take it later, under a name of his. */
@CommandType('hold-funds')
export class HoldFunds extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly hold: HoldTerms,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
