import { ApiProblems } from '@daybook/nestjs/openapi';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { AccountChange } from '../contract/account-change.js';
import { MeasureBody } from '../measure.body.js';
import { UnfreezeAccount } from './unfreeze-account.command.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/unfreeze')
export class UnfreezeAccountController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends a freeze' })
  @ApiOkResponse({ type: AccountChange })
  @ApiProblems(
    {
      404: 'There is no such account (`aggregate-not-found`)',
      409: 'Others were changing the account all the time (`concurrency-conflict`); try again',
      422: 'A rule forbids it: `account-must-be-open`, `account-must-be-frozen`',
    },
    { body: true },
  )
  unfreeze(@Param() { accountId }: AccountPath, @Body() { reason, occurredAt }: MeasureBody): Promise<AccountChange> {
    return this.commands.execute(new UnfreezeAccount(accountId, reason, { occurredAt }));
  }
}
