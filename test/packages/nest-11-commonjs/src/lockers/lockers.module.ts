import { DaybookModule } from '@daybook/nestjs';
import { Module } from '@nestjs/common';
import { GiveBackLockerHandler } from './give-back-locker';
import { Locker } from './locker';
import { LockersController } from './lockers.controller';
import { RentLockerHandler } from './rent-locker';

@Module({
  imports: [DaybookModule.forFeature({ aggregates: [Locker] })],
  providers: [RentLockerHandler, GiveBackLockerHandler],
  controllers: [LockersController],
})
export class LockersModule {}
