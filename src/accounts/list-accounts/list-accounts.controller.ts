import { WaitsFor } from '@daybook/nestjs';
import { ApiQuestion } from '@daybook/nestjs/openapi';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountBalances } from './account-balances.projection.js';
import { parseCursor } from './account-cursor.js';
import { AccountList } from './account-list.js';
import { ListAccountsParameters } from './list-accounts.parameters.js';
import { ListAccounts } from './list-accounts.query.js';

@ApiTags('accounts')
@Controller('accounts')
export class ListAccountsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @WaitsFor(AccountBalances)
  @ApiOperation({ summary: 'Lists accounts, page by page' })
  @ApiQuestion({ answers: AccountList })
  async list(
    @Query() { sort = 'openedAt', limit = 100, cursor, ...filter }: ListAccountsParameters,
  ): Promise<AccountList> {
    const after = cursor === undefined ? undefined : parseCursor(cursor, sort);
    return this.queries.execute(new ListAccounts(filter, sort, limit, after));
  }
}
