import { HappenedAt } from '@daybook/nestjs/openapi';
import { MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { IsMinorUnits } from '../domain/is-minor-units.decorator.js';
import { IsQuantity } from '../domain/is-quantity.decorator.js';
import { ItemBody } from '../item.body.js';

const minor = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const;

export class AddItemBody extends ItemBody {
  @ApiProperty({ ...minor, minimum: 1, description: 'How many pieces', example: 1 })
  @IsQuantity()
  readonly quantity!: number;

  @ApiProperty({ ...minor, description: 'Of one piece, in minor units', example: 10990 })
  @IsMinorUnits(0)
  readonly priceMinor!: number;

  @ApiProperty({ ...minor, required: false, default: 0, description: 'What it costs to send one', example: 2551 })
  @MayBeAbsent()
  @IsMinorUnits(0)
  readonly freightMinor?: number;

  @HappenedAt()
  readonly occurredAt?: Date;
}
