import { DaybookModule, Projections } from '@daybook/nestjs';
import { type DynamicModule, Module } from '@nestjs/common';
import type { AccountsSettings } from './accounts-settings.js';
import { AuditAccountController } from './audit-account/audit-account.controller.js';
import { AuditAccountHandler } from './audit-account/audit-account.handler.js';
import { ChargeFeeHandler } from './charge-fee/charge-fee.handler.js';
import { CloseAccountController } from './close-account/close-account.controller.js';
import { CloseAccountHandler } from './close-account/close-account.handler.js';
import { CreditInterestHandler } from './credit-interest/credit-interest.handler.js';
import { DepositFundsController } from './deposit-funds/deposit-funds.controller.js';
import { DepositFundsHandler } from './deposit-funds/deposit-funds.handler.js';
import { Account } from './domain/account.js';
import { accountUpcasters } from './evolution/account-upcasters.js';
import { HomeCurrency } from './evolution/home-currency.js';
import { FreezeAccountController } from './freeze-account/freeze-account.controller.js';
import { FreezeAccountHandler } from './freeze-account/freeze-account.handler.js';
import { HoldFundsHandler } from './hold-funds/hold-funds.handler.js';
import { OwnerLimit } from './limit-owners/owner-limit.js';
import { WithinOwnerLimit } from './limit-owners/within-owner-limit.js';
import { Mailer } from './mail-statement/mailer.js';
import { NoMailer } from './mail-statement/no-mailer.js';
import { SmtpMailer } from './mail-statement/smtp-mailer.js';
import { StatementMail } from './mail-statement/statement-mail.reaction.js';
import { OpenAccountController } from './open-account/open-account.controller.js';
import { OpenAccountHandler } from './open-account/open-account.handler.js';
import { ReleaseHoldHandler } from './release-hold/release-hold.handler.js';
import { ReverseDepositController } from './reverse-deposit/reverse-deposit.controller.js';
import { ReverseDepositHandler } from './reverse-deposit/reverse-deposit.handler.js';
import { TakeHoldHandler } from './take-hold/take-hold.handler.js';
import { UnfreezeAccountController } from './unfreeze-account/unfreeze-account.controller.js';
import { UnfreezeAccountHandler } from './unfreeze-account/unfreeze-account.handler.js';
import { ViewAccountController } from './view-account/view-account.controller.js';
import { ViewAccountHandler } from './view-account/view-account.handler.js';
import { WithdrawFundsController } from './withdraw-funds/withdraw-funds.controller.js';
import { WithdrawFundsHandler } from './withdraw-funds/withdraw-funds.handler.js';

/** The bank's accounts: one slice for each use case, in the order of an account's life. */
@Module({
  imports: [DaybookModule.forFeature({ aggregates: [Account] })],
  providers: [
    OpenAccountHandler,
    DepositFundsHandler,
    WithdrawFundsHandler,
    ChargeFeeHandler,
    CreditInterestHandler,
    ReverseDepositHandler,
    HoldFundsHandler,
    TakeHoldHandler,
    ReleaseHoldHandler,
    FreezeAccountHandler,
    UnfreezeAccountHandler,
    CloseAccountHandler,
    ViewAccountHandler,
    AuditAccountHandler,
    StatementMail,
    WithinOwnerLimit,
    ...accountUpcasters,
  ],
  controllers: [
    OpenAccountController,
    DepositFundsController,
    WithdrawFundsController,
    ReverseDepositController,
    FreezeAccountController,
    UnfreezeAccountController,
    CloseAccountController,
    ViewAccountController,
    AuditAccountController,
  ],
})
export class AccountsModule {
  static with({ ownerLimitMinor, homeCurrency, mail }: AccountsSettings): DynamicModule {
    const mailer = mail === undefined ? new NoMailer() : new SmtpMailer(mail);
    return {
      module: AccountsModule,
      providers: [
        { provide: HomeCurrency, useValue: new HomeCurrency(homeCurrency) },
        { provide: Mailer, useValue: mailer },
        {
          provide: OwnerLimit,
          inject: [Projections],
          useFactory: (projections: Projections) => new OwnerLimit(projections, ownerLimitMinor),
        },
      ],
    };
  }
}
