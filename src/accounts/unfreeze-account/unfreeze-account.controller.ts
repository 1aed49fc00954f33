import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { ChangesAccount } from '../changes-account.decorator.js';
import type { AccountChange } from '../contract/account-change.js';
import { MeasureBody } from '../measure.body.js';
import { UnfreezeAccount } from './unfreeze-account.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/unfreeze')
export class UnfreezeAccountController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesAccount({ summary: 'Ends a freeze', rules: ['account-must-be-open', 'account-must-be-frozen'] })
  unfreeze(@Param() { accountId }: AccountPath, @Body() { reason, occurredAt }: MeasureBody): Promise<AccountChange> {
    return this.commands.execute(new UnfreezeAccount(accountId, reason, { occurredAt }));
  }
}
