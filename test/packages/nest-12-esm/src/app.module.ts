import { DaybookModule } from '@daybook/nestjs';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ParcelsModule } from './parcels/parcels.module.js';

@Module({})
export class AppModule {
  /** On PostgreSQL, or in memory where there is no address of one. */
  static on(url: string | undefined): DynamicModule {
    const store =
      url === undefined
        ? [DaybookModule.forRoot({ store: 'memory' })]
        : [TypeOrmModule.forRoot({ type: 'postgres', url }), DaybookModule.forRoot()];
    return { module: AppModule, imports: [...store, CqrsModule.forRoot(), ParcelsModule] };
  }
}
