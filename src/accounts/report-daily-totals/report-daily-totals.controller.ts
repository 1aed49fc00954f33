import { ApiQuestion } from '@daybook/nestjs/openapi';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PeriodParameters, periodOf } from '../period.parameters.js';
import { DailyTotalsReport } from './daily-totals-report.js';
import { ReportDailyTotals } from './report-daily-totals.query.js';

@ApiTags('reports')
@Controller('reports/daily-totals')
export class ReportDailyTotalsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'Reports what each day has moved; a date-time stands for its day in UTC' })
  @ApiQuestion({ answers: DailyTotalsReport })
  async report(@Query() asked: PeriodParameters): Promise<DailyTotalsReport> {
    return this.queries.execute(new ReportDailyTotals(periodOf(asked)));
  }
}
