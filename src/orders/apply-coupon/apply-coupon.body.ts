import { HappenedAt } from '@daybook/nestjs/openapi';
import { IsAloneAmong, IsName, MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { IsMinorUnits } from '../domain/is-minor-units.decorator.js';

const oneOf = ['percentOff', 'amountOffMinor'];

export class ApplyCouponBody {
  @ApiProperty({ maxLength: 100, example: 'WELCOME10' })
  @IsName({ maxBytes: 100 })
  readonly code!: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 100,
    required: false,
    description: "Per cent of the goods' price; this, or an amount",
    example: 10,
  })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(100)
  @IsAloneAmong(oneOf)
  readonly percentOff?: number;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    required: false,
    description: 'In minor units; at most what the goods cost is taken off',
  })
  @MayBeAbsent()
  @IsMinorUnits(1)
  @IsAloneAmong(oneOf)
  readonly amountOffMinor?: number;

  @HappenedAt()
  readonly occurredAt?: Date;
}
