import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { ChangesAccount } from '../changes-account.decorator.js';
import type { AccountChange } from '../contract/account-change.js';
import { MeasureBody } from '../measure.body.js';
import { FreezeAccount } from './freeze-account.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/freeze')
export class FreezeAccountController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesAccount({
    summary: 'Freezes the account: it takes money, and gives none',
    rules: ['account-must-be-open', 'account-must-not-be-frozen'],
  })
  freeze(@Param() { accountId }: AccountPath, @Body() { reason, occurredAt }: MeasureBody): Promise<AccountChange> {
    return this.commands.execute(new FreezeAccount(accountId, reason, { occurredAt }));
  }
}
