import { DomainEvent, EventType } from '@daybook/domain';
import { IsIn, IsString } from 'class-validator';

@EventType('locker.rented')
export class LockerRented extends DomainEvent<'locker.rented'> {
  @IsString() readonly tenant!: string;
  @IsIn(['small', 'large']) readonly size!: 'small' | 'large';
}

@EventType('locker.given-back')
export class LockerGivenBack extends DomainEvent<'locker.given-back'> {}
