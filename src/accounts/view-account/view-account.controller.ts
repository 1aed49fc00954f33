import { pointInTime, VersionAsETag } from '@daybook/nestjs';
import { ApiQuestion, PointInTimeParameters } from '@daybook/nestjs/openapi';
import { Controller, Get, Param, Query, UseInterceptors } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { AccountView } from '../contract/account-view.js';
import { ViewAccount } from './view-account.query.js';

@ApiTags('accounts')
@Controller('accounts/:accountId')
export class ViewAccountController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @UseInterceptors(VersionAsETag)
  @ApiOperation({ summary: 'Shows the account, as it is or as it was' })
  @ApiQuestion({
    answers: AccountView,
    etag: true,
    problems: { 404: 'There is no such account, or it was not born yet at that time (`aggregate-not-found`)' },
  })
  view(@Param() { accountId }: AccountPath, @Query() asked: PointInTimeParameters): Promise<AccountView> {
    return this.queries.execute(new ViewAccount(accountId, pointInTime(asked)));
  }
}
