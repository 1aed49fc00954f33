import { ApiProblems } from '@daybook/nestjs/openapi';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { AccountChange } from '../contract/account-change.js';
import { ReverseDepositBody } from './reverse-deposit.body.js';
import { ReverseDeposit } from './reverse-deposit.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/reversals')
export class ReverseDepositController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Takes back a deposit that was wrong, by a new event' })
  @ApiOkResponse({ type: AccountChange })
  @ApiProblems(
    {
      404: 'There is no such account (`aggregate-not-found`)',
      409: 'Others were changing the account all the time (`concurrency-conflict`); try again',
      422: 'A rule forbids it: `deposit-must-exist`, `deposit-must-not-be-reversed-twice`, `account-must-be-open`',
    },
    { body: true },
  )
  reverse(
    @Param() { accountId }: AccountPath,
    @Body() { depositVersion, reason, occurredAt }: ReverseDepositBody,
  ): Promise<AccountChange> {
    return this.commands.execute(new ReverseDeposit(accountId, depositVersion, reason, { occurredAt }));
  }
}
