import { HappenedAt } from '@daybook/nestjs/openapi';
import { MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { IsMinorUnits } from './domain/is-minor-units.decorator.js';

/** An amount that is paid in or out. */
export class BookingBody {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'In minor units (cents)',
    example: 12500,
  })
  @IsMinorUnits(1)
  readonly amountMinor!: number;

  @ApiProperty({ required: false, maxLength: 500, description: 'What it is for', example: 'salary' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(500)
  readonly reference?: string;

  @HappenedAt()
  readonly occurredAt?: Date;
}
