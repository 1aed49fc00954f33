import { DomainEvent, EventType, PersonalData } from '@daybook/domain';
import { IsString, Matches } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';
import { MayBeNone } from '../may-be-none.decorator.js';

/** An account came into being, with nothing in it. */
@EventType('account.opened')
export class AccountOpened extends DomainEvent<'account.opened'> {
  @PersonalData() @IsString() readonly ownerId!: string;
  /** ISO 4217. All amounts of the account are in its minor units. */
  @Matches(/^[A-Z]{3}$/) readonly currency!: string;
  /** How far withdrawals may go below zero; null: without limit. */
  @MayBeNone() @IsMinorUnits(0) readonly overdraftLimitMinor!: number | null;
}
