import { DaybookModule } from '@daybook/nestjs';
import { Module } from '@nestjs/common';
import { DeliverParcelHandler } from './deliver-parcel.js';
import { Depot } from './domain/depot.js';
import { Parcel } from './domain/parcel.js';
import { PostParcelHandler } from './post-parcel.js';

@Module({
  imports: [DaybookModule.forFeature({ aggregates: [Parcel, Depot] })],
  providers: [PostParcelHandler, DeliverParcelHandler],
})
export class ParcelsModule {}
