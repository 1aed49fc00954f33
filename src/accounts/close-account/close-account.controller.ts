import { ApiProblems } from '@daybook/nestjs/openapi';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { AccountChange } from '../contract/account-change.js';
import { MeasureBody } from '../measure.body.js';
import { CloseAccount } from './close-account.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/close')
export class CloseAccountController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Closes the account for good' })
  @ApiOkResponse({ type: AccountChange })
  @ApiProblems(
    {
      404: 'There is no such account (`aggregate-not-found`)',
      409: 'Others were changing the account all the time (`concurrency-conflict`); try again',
      422: 'A rule forbids it: `balance-must-be-zero-to-close`, `account-must-be-open`, `account-must-not-be-frozen`',
    },
    { body: true },
  )
  close(@Param() { accountId }: AccountPath, @Body() { reason, occurredAt }: MeasureBody): Promise<AccountChange> {
    return this.commands.execute(new CloseAccount(accountId, reason, { occurredAt }));
  }
}
