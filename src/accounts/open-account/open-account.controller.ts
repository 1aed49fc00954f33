import { VersionAsETag } from '@daybook/nestjs';
import { ApiCommand } from '@daybook/nestjs/openapi';
import { Body, Controller, Post, UseInterceptors } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountOpening } from '../contract/account-opening.js';
import { OpenAccountBody } from './open-account.body.js';
import { OpenAccount } from './open-account.command.js';

@ApiTags('accounts')
@Controller('accounts')
export class OpenAccountController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @UseInterceptors(VersionAsETag)
  @ApiOperation({ summary: 'Opens an account' })
  @ApiCommand({
    answers: AccountOpening,
    status: 201,
    changes: false,
    problems: { 409: 'The id is taken (`aggregate-already-exists`)' },
  })
  open(@Body() body: OpenAccountBody): Promise<AccountOpening> {
    const { accountId, ownerId, currency, overdraftLimitMinor = 0, occurredAt } = body;
    return this.commands.execute(
      new OpenAccount(accountId, { ownerId, currency, overdraftLimitMinor }, { occurredAt }),
    );
  }
}
