import { systemClock } from '@daybook/domain';
import { DaybookModule } from '@daybook/nestjs';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TerminusModule } from '@nestjs/terminus';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountReportsModule } from './accounts/account-reports.module.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { type HarbourSettings, settingsOfEnvironment } from './harbour-settings.js';
import { HealthController } from './health.controller.js';
import { InventoryModule } from './inventory/inventory.module.js';
import { PaymentsModule } from './payments/payments.module.js';
import { OrderReportsModule } from './orders/order-reports.module.js';
import { OrdersModule } from './orders/orders.module.js';

/** Harbour: a marketplace with its own bank. */
@Module({})
export class AppModule {
  /** Harbour on the database of this address, as the application's role; the owner has migrated it. */
  static on(databaseUrl: string, settings: HarbourSettings = settingsOfEnvironment()): DynamicModule {
    const { run = 'all', writeVersions = {}, clock = systemClock } = settings;
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', url: databaseUrl, autoLoadEntities: true }),
        DaybookModule.forRoot({ migrations: 'check', run, clock, evolution: { writeVersions } }),
        CqrsModule.forRoot(),
        TerminusModule,

        AccountsModule.with(settings),
        AccountReportsModule.with(settings),
        InventoryModule,
        PaymentsModule,
        OrdersModule,
        OrderReportsModule,
      ],
      controllers: [HealthController],
    };
  }
}
