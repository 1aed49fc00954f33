import { ValueObject } from '@daybook/domain';
import { Matches } from 'class-validator';
import { IsMinorUnits } from './is-minor-units.decorator.js';

/** An amount that moves: at least one of a currency's smallest units. */
export class Money extends ValueObject {
  @IsMinorUnits(1) readonly minor!: number;
  /** ISO 4217. `XXX`, its code for none, where nobody has said: of deposits that were recorded before it was asked. */
  @Matches(/^[A-Z]{3}$/) readonly currency!: string;
}
