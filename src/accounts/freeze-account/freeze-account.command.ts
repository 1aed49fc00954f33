import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { Recording } from '../recording.js';

/** Let no more money out. */
// Called as it always was, because keys are kept by it.
@CommandType('FreezeAccount')
export class FreezeAccount extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly reason: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
