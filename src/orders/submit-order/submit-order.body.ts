import { HappenedAt } from '@daybook/nestjs/openapi';
import { IsName, MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { IsCalendarDay } from '../domain/is-calendar-day.decorator.js';

export class SubmitOrderBody {
  @ApiProperty({
    required: false,
    maxLength: 200,
    description: "The account that is to pay. Default: the one under the customer's id",
    example: 'alice',
  })
  @MayBeAbsent()
  @IsName({ maxBytes: 200 })
  readonly accountId?: string;

  @ApiProperty({
    required: false,
    type: String,
    format: 'date',
    description: 'By which day it is promised',
    example: '2026-02-20',
  })
  @MayBeAbsent()
  @IsCalendarDay()
  readonly promisedOn?: string;

  @HappenedAt()
  readonly occurredAt?: Date;
}
