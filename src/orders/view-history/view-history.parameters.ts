import { IsQueryInteger, MayBeAbsent } from '@daybook/nestjs';
import { PointInTimeParameters } from '@daybook/nestjs/openapi';
import { ApiProperty } from '@nestjs/swagger';

/** As of when, and which page. */
export class ViewHistoryParameters extends PointInTimeParameters {
  @ApiProperty({ required: false, type: 'integer', minimum: 1, default: 1, description: 'The first version' })
  @MayBeAbsent()
  @IsQueryInteger({ min: 1 })
  readonly from?: number;

  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    default: 100,
    description: 'At most so many events',
  })
  @MayBeAbsent()
  @IsQueryInteger({ min: 1, max: 1000 })
  readonly limit?: number;
}
