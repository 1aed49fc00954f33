import { IsAloneAmong, IsIsoDate, MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';

const oneOf = ['recordedBy', 'occurredBy'];
const moment = 'an ISO 8601 date (the end of that day, UTC) or date-time with a zone; at most one of the two';

/** As of when. */
export class ReportNetWorthParameters {
  @ApiProperty({ required: false, type: String, format: 'date-time', description: `As it was in the world: ${moment}` })
  @MayBeAbsent()
  @IsIsoDate({ dateOnly: 'end-of-day' })
  @IsAloneAmong(oneOf)
  readonly occurredBy?: Date;

  @ApiProperty({ required: false, type: String, format: 'date-time', description: `As the bank knew it: ${moment}` })
  @MayBeAbsent()
  @IsIsoDate({ dateOnly: 'end-of-day' })
  @IsAloneAmong(oneOf)
  readonly recordedBy?: Date;
}
