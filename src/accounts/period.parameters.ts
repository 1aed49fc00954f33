import { IsIsoDate, MayBeAbsent, RequestInvalid } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';

const moment = 'An ISO 8601 date or a date-time with a zone, inclusive';

/** Which period is asked about. */
export class PeriodParameters {
  @ApiProperty({
    required: false,
    type: String,
    format: 'date-time',
    description: `${moment}; a date is its beginning, in UTC. Default: from the first day on`,
    example: '2026-01-01',
  })
  @MayBeAbsent()
  @IsIsoDate()
  readonly from?: Date;

  @ApiProperty({
    required: false,
    type: String,
    format: 'date-time',
    description: `${moment}; a date is its end, in UTC. Default: up to the last day`,
    example: '2026-01-31',
  })
  @MayBeAbsent()
  @IsIsoDate({ dateOnly: 'end-of-day' })
  readonly to?: Date;
}

/** From a moment to another one, both inclusive; undefined is without an end. */
export interface Period {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** @throws RequestInvalid it ends before it begins */
export function periodOf({ from, to }: PeriodParameters): Period {
  if (from !== undefined && to !== undefined && to < from) {
    throw new RequestInvalid([{ field: 'to', message: 'to must not be before from' }]);
  }
  return { from, to };
}

/** What a client does about a period that holds more than one answer takes. */
export function periodTooLong(atMost: number, what: string): RequestInvalid {
  const message = `the period must not have more than ${atMost} ${what}; ask for a shorter one`;
  return new RequestInvalid([{ field: 'from', message }]);
}
