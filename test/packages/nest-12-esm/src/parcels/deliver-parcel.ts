import { AggregateRepository, CommandType, InjectAggregateRepository } from '@daybook/nestjs';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Parcel } from './domain/parcel.js';

@CommandType('deliver-parcel')
export class DeliverParcel extends Command<{ version: number; position: number }> {
  constructor(readonly parcelId: string) {
    super();
  }
}

@CommandHandler(DeliverParcel)
export class DeliverParcelHandler implements ICommandHandler<DeliverParcel> {
  constructor(@InjectAggregateRepository(Parcel) private readonly parcels: AggregateRepository<Parcel>) {}

  execute({ parcelId }: DeliverParcel): Promise<{ version: number; position: number }> {
    return this.parcels.update(parcelId, (parcel) => parcel.deliver());
  }
}
