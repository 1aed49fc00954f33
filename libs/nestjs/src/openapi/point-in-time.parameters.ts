import { ApiProperty } from '@nestjs/swagger';
import { IsAloneAmong } from '../http/is-alone-among.decorator.js';
import { IsIsoDate } from '../http/is-iso-date.decorator.js';
import { IsQueryInteger } from '../http/is-query-integer.decorator.js';
import { MayBeAbsent } from '../http/may-be-absent.decorator.js';

const oneOf = ['version', 'recordedBy', 'occurredBy'];
const moment = 'an ISO 8601 date (the end of that day, UTC) or date-time with a zone; at most one of the three';

/**
 * The query of a route that answers for any time: by version, as it was known, or as it was in the world; without any of
 * them, as it is. `pointInTime` makes of it what a repository takes.
 *
 * @example
 * @Get(':accountId')
 * view(@Param() { accountId }: AccountPath, @Query() asked: PointInTimeParameters): Promise<Account> {
 *   return this.accounts.load(accountId, pointInTime(asked));
 * }
 */
export class PointInTimeParameters {
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

  @ApiProperty({ required: false, type: String, format: 'date-time', description: `As it was known then: ${moment}` })
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
