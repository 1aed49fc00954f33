import { IsAloneAmong, IsIsoDate, MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';

const oneOf = ['recordedBy', 'occurredBy'];
const moment = 'an ISO 8601 date (the end of that day, UTC) or date-time with a zone; at most one of the two';

/** As of when. */
export class ReportOrdersByStatusParameters {
  @ApiProperty({ required: false, type: String, format: 'date-time', description: `As they stood then: ${moment}` })
  @MayBeAbsent()
  @IsIsoDate({ dateOnly: 'end-of-day' })
  @IsAloneAmong(oneOf)
  readonly occurredBy?: Date;

  @ApiProperty({ required: false, type: String, format: 'date-time', description: `As it was known then: ${moment}` })
  @MayBeAbsent()
  @IsIsoDate({ dateOnly: 'end-of-day' })
  @IsAloneAmong(oneOf)
  readonly recordedBy?: Date;
}
