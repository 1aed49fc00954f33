import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { AccountChange } from '../contract/account-change.js';
import type { Recording } from '../recording.js';

/** Pay out what was put aside under a name, as a whole. */
@CommandType('take-hold')
export class TakeHold extends Command<AccountChange> {
  constructor(
    readonly accountId: string,
    readonly holdId: string,
    readonly reference: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
