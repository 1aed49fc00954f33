import { ApiProblems } from '@daybook/nestjs/openapi';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { AccountChange } from '../contract/account-change.js';
import { MeasureBody } from '../measure.body.js';
import { FreezeAccount } from './freeze-account.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/freeze')
export class FreezeAccountController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Freezes the account: it takes money, and gives none' })
  @ApiOkResponse({ type: AccountChange })
  @ApiProblems(
    {
      404: 'There is no such account (`aggregate-not-found`)',
      409: 'Others were changing the account all the time (`concurrency-conflict`); try again',
      422: 'A rule forbids it: `account-must-be-open`, `account-must-not-be-frozen`',
    },
    { body: true },
  )
  freeze(@Param() { accountId }: AccountPath, @Body() { reason, occurredAt }: MeasureBody): Promise<AccountChange> {
    return this.commands.execute(new FreezeAccount(accountId, reason, { occurredAt }));
  }
}
