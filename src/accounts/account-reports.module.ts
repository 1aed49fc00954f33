import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountOwner } from './limit-owners/account-owner.js';
import { OwnerExposure } from './limit-owners/owner-exposure.js';
import { AccountBalance } from './list-accounts/account-balance.js';
import { ListAccountsController } from './list-accounts/list-accounts.controller.js';
import { ListAccountsHandler } from './list-accounts/list-accounts.handler.js';
import { accountProjections } from './account-projections.js';
import type { AccountsSettings } from './accounts-settings.js';
import { DailyTotal } from './report-daily-totals/daily-total.js';
import { ReportDailyTotalsController } from './report-daily-totals/report-daily-totals.controller.js';
import { ReportDailyTotalsHandler } from './report-daily-totals/report-daily-totals.handler.js';
import { ReportNetWorthController } from './report-net-worth/report-net-worth.controller.js';
import { ReportNetWorthHandler } from './report-net-worth/report-net-worth.handler.js';
import { StatementLine } from './view-statement/statement-line.js';
import { ViewStatementController } from './view-statement/view-statement.controller.js';
import { ViewStatementHandler } from './view-statement/view-statement.handler.js';

/** What can be asked about accounts beyond one account: needs tables, where the accounts themselves need the log alone. */
@Module({
  imports: [TypeOrmModule.forFeature([AccountBalance, StatementLine, DailyTotal, OwnerExposure, AccountOwner])],
  providers: [ListAccountsHandler, ViewStatementHandler, ReportDailyTotalsHandler, ReportNetWorthHandler],
  controllers: [ListAccountsController, ViewStatementController, ReportDailyTotalsController, ReportNetWorthController],
})
export class AccountReportsModule {
  static with(settings: AccountsSettings): DynamicModule {
    return { module: AccountReportsModule, providers: [...accountProjections(settings)] };
  }
}
