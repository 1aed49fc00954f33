import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { ChangesAccount } from '../changes-account.decorator.js';
import type { AccountChange } from '../contract/account-change.js';
import { ReverseDepositBody } from './reverse-deposit.body.js';
import { ReverseDeposit } from './reverse-deposit.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/reversals')
export class ReverseDepositController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesAccount({
    summary: 'Takes back a deposit that was wrong, by a new event',
    rules: ['deposit-must-exist', 'deposit-must-not-be-reversed-twice', 'account-must-be-open'],
  })
  reverse(
    @Param() { accountId }: AccountPath,
    @Body() { depositVersion, reason, occurredAt }: ReverseDepositBody,
  ): Promise<AccountChange> {
    return this.commands.execute(new ReverseDeposit(accountId, depositVersion, reason, { occurredAt }));
  }
}
