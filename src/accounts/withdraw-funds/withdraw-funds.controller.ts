import { ApiProblems } from '@daybook/nestjs/openapi';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { AccountChange } from '../contract/account-change.js';
import { BookingBody } from '../booking.body.js';
import { WithdrawFunds } from './withdraw-funds.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/withdrawals')
export class WithdrawFundsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Pays money out' })
  @ApiOkResponse({ type: AccountChange })
  @ApiProblems(
    {
      404: 'There is no such account (`aggregate-not-found`)',
      409: 'Others were changing the account all the time (`concurrency-conflict`); try again',
      422: 'A rule forbids it: `insufficient-funds`, `account-must-be-open`, `account-must-not-be-frozen`, `balance-must-stay-countable`',
    },
    { body: true },
  )
  withdraw(
    @Param() { accountId }: AccountPath,
    @Body() { amountMinor, reference, occurredAt }: BookingBody,
  ): Promise<AccountChange> {
    return this.commands.execute(new WithdrawFunds(accountId, amountMinor, reference, { occurredAt }));
  }
}
