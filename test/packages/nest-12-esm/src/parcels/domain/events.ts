import { DomainEvent, EventType } from '@daybook/domain';
import { IsInt, IsOptional, IsPositive, IsString } from 'class-validator';

@EventType('parcel.posted')
export class ParcelPosted extends DomainEvent<'parcel.posted'> {
  @IsString() readonly recipient!: string;
  @IsInt() @IsPositive() readonly grams!: number;
}

@EventType('parcel.delivered')
export class ParcelDelivered extends DomainEvent<'parcel.delivered'> {
  @IsOptional() @IsString() readonly signedBy?: string;
}
