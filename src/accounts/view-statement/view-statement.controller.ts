import { WaitsFor } from '@daybook/nestjs';
import { ApiQuestion } from '@daybook/nestjs/openapi';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { PeriodParameters, periodOf } from '../period.parameters.js';
import { AccountStatements } from './account-statements.projection.js';
import { AccountStatement } from './account-statement.js';
import { ViewStatement } from './view-statement.query.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/statement')
export class ViewStatementController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @WaitsFor(AccountStatements)
  @ApiOperation({ summary: "Shows the account's statement of a period, however long past" })
  @ApiQuestion({ answers: AccountStatement, problems: { 404: 'There is no such account (`aggregate-not-found`)' } })
  async view(@Param() { accountId }: AccountPath, @Query() asked: PeriodParameters): Promise<AccountStatement> {
    return this.queries.execute(new ViewStatement(accountId, periodOf(asked)));
  }
}
