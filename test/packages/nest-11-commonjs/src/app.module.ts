import { DaybookModule } from '@daybook/nestjs';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Invoice } from './lockers/invoice.entity';
import { LockersModule } from './lockers/lockers.module';

@Module({})
export class AppModule {
  static on(url: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', url, entities: [Invoice], synchronize: true }),
        DaybookModule.forRootAsync({ useFactory: () => ({ schema: 'lockers' }) }),
        CqrsModule.forRoot(),
        LockersModule,
      ],
    };
  }
}
