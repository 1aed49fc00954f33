import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { ChangesAccount } from '../changes-account.decorator.js';
import type { AccountChange } from '../contract/account-change.js';
import { MeasureBody } from '../measure.body.js';
import { CloseAccount } from './close-account.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/close')
export class CloseAccountController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesAccount({
    summary: 'Closes the account for good',
    rules: ['balance-must-be-zero-to-close', 'account-must-be-open', 'account-must-not-be-frozen'],
  })
  close(@Param() { accountId }: AccountPath, @Body() { reason, occurredAt }: MeasureBody): Promise<AccountChange> {
    return this.commands.execute(new CloseAccount(accountId, reason, { occurredAt }));
  }
}
