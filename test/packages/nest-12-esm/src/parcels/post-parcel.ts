import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Parcel } from './domain/parcel.js';

export class PostParcel extends Command<{ version: number; position: number }> {
  constructor(
    readonly parcelId: string,
    readonly recipient: string,
    readonly grams: number,
  ) {
    super();
  }
}

@CommandHandler(PostParcel)
export class PostParcelHandler implements ICommandHandler<PostParcel> {
  constructor(@InjectAggregateRepository(Parcel) private readonly parcels: AggregateRepository<Parcel>) {}

  execute({ parcelId, recipient, grams }: PostParcel): Promise<{ version: number; position: number }> {
    return this.parcels.create(parcelId, (parcel) => parcel.post(recipient, grams));
  }
}
