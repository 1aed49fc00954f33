import { DaybookModule } from '@daybook/nestjs';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TerminusModule } from '@nestjs/terminus';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from './accounts/accounts.module.js';
import { HealthController } from './health.controller.js';

/** Harbour: a marketplace with its own bank. */
@Module({})
export class AppModule {
  /** Harbour on the database of this address, as the application's role; the owner has migrated it. */
  static on(databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', url: databaseUrl }),
        DaybookModule.forRoot({ migrations: 'check' }),
        CqrsModule.forRoot(),
        TerminusModule,

        AccountsModule,
      ],
      controllers: [HealthController],
    };
  }
}
