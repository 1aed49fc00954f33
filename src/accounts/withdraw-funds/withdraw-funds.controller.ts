import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { ChangesAccount } from '../changes-account.decorator.js';
import type { AccountChange } from '../contract/account-change.js';
import { BookingBody } from '../booking.body.js';
import { WithdrawFunds } from './withdraw-funds.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/withdrawals')
export class WithdrawFundsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesAccount({
    summary: 'Pays money out',
    rules: ['insufficient-funds', 'account-must-be-open', 'account-must-not-be-frozen', 'balance-must-stay-countable'],
  })
  withdraw(
    @Param() { accountId }: AccountPath,
    @Body() { amountMinor, reference, occurredAt }: BookingBody,
  ): Promise<AccountChange> {
    return this.commands.execute(new WithdrawFunds(accountId, amountMinor, reference, { occurredAt }));
  }
}
