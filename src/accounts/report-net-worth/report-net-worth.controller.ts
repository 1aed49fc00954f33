import { ApiQuestion } from '@daybook/nestjs/openapi';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { NetWorthReport } from './net-worth-report.js';
import { ReportNetWorthParameters } from './report-net-worth.parameters.js';
import { ReportNetWorth } from './report-net-worth.query.js';

@ApiTags('reports')
@Controller('reports/net-worth')
export class ReportNetWorthController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'Reports what all accounts hold together, now or as of any time' })
  @ApiQuestion({ answers: NetWorthReport })
  report(@Query() { occurredBy, recordedBy }: ReportNetWorthParameters): Promise<NetWorthReport> {
    return this.queries.execute(new ReportNetWorth({ occurredBy, recordedBy }));
  }
}
