import { ApiQuestion } from '@daybook/nestjs/openapi';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccountPath } from '../account.path.js';
import { AuditAccountParameters } from './audit-account.parameters.js';
import { AuditAccount } from './audit-account.query.js';
import { AuditTrail } from './audit-trail.js';

@ApiTags('accounts')
@Controller('accounts/:accountId/events')
export class AuditAccountController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'Shows what has happened to the account: its audit trail' })
  @ApiQuestion({ answers: AuditTrail, problems: { 404: 'There is no such account (`aggregate-not-found`)' } })
  audit(
    @Param() { accountId }: AccountPath,
    @Query() { from = 1, limit = 100 }: AuditAccountParameters,
  ): Promise<AuditTrail> {
    return this.queries.execute(new AuditAccount(accountId, from, limit));
  }
}
