import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { ChangesAccount } from '../changes-account.decorator.js';
import type { AccountChange } from '../contract/account-change.js';
import { BookingBody } from '../booking.body.js';
import { DepositFunds } from './deposit-funds.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/deposits')
export class DepositFundsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesAccount({ summary: 'Pays money in', rules: ['account-must-be-open', 'balance-must-stay-countable'] })
  deposit(
    @Param() { accountId }: AccountPath,
    @Body() { amountMinor, reference, occurredAt }: BookingBody,
  ): Promise<AccountChange> {
    return this.commands.execute(new DepositFunds(accountId, amountMinor, reference, { occurredAt }));
  }
}
