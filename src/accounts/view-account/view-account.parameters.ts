import { IsAloneAmong, IsIsoDate, IsQueryInteger, MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';

const oneOf = ['version', 'recordedBy', 'occurredBy'];
const moment = 'an ISO 8601 date (the end of that day, UTC) or date-time with a zone; at most one of the three';

/** Which state of the account is asked for; without any of these, the present one. */
export class ViewAccountParameters {
  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    description: 'As it was at this version; at most one of the three',
  })
  @MayBeAbsent()
  @IsQueryInteger({ min: 1 })
  @IsAloneAmong(oneOf)
  readonly version?: number;

  @ApiProperty({
    required: false,
    type: String,
    format: 'date-time',
    description: `As the bank knew it then: ${moment}`,
  })
  @MayBeAbsent()
  @IsIsoDate({ dateOnly: 'end-of-day' })
  @IsAloneAmong(oneOf)
  readonly recordedBy?: Date;

  @ApiProperty({
    required: false,
    type: String,
    format: 'date-time',
    description: `As it was in the world then: ${moment}`,
  })
  @MayBeAbsent()
  @IsIsoDate({ dateOnly: 'end-of-day' })
  @IsAloneAmong(oneOf)
  readonly occurredBy?: Date;
}
