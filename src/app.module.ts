import { Module, type DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { TypeOrmModule } from '@nestjs/typeorm';

import { HealthController } from './health.controller.js';

@Module({})
export class AppModule {
  /** Harbour on the database of this address, as the application's role. */
  static on(databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [TypeOrmModule.forRoot({ type: 'postgres', url: databaseUrl }), TerminusModule],
      controllers: [HealthController],
    };
  }
}
