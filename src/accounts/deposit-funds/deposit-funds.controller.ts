import { ApiProblems } from '@daybook/nestjs/openapi';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { AccountChange } from '../contract/account-change.js';
import { BookingBody } from '../booking.body.js';
import { DepositFunds } from './deposit-funds.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/deposits')
export class DepositFundsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Pays money in' })
  @ApiOkResponse({ type: AccountChange })
  @ApiProblems(
    {
      404: 'There is no such account (`aggregate-not-found`)',
      409: 'Others were changing the account all the time (`concurrency-conflict`); try again',
      422: 'A rule forbids it: `account-must-be-open`, `balance-must-stay-countable`',
    },
    { body: true },
  )
  deposit(
    @Param() { accountId }: AccountPath,
    @Body() { amountMinor, reference, occurredAt }: BookingBody,
  ): Promise<AccountChange> {
    return this.commands.execute(new DepositFunds(accountId, amountMinor, reference, { occurredAt }));
  }
}
