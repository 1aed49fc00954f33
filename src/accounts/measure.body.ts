import { HappenedAt } from '@daybook/nestjs/openapi';
import { MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

/** A measure that the bank takes on an account: freezing, unfreezing, closing. */
export class MeasureBody {
  @ApiProperty({ required: false, maxLength: 500, example: 'court order' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(500)
  readonly reason?: string;

  @HappenedAt()
  readonly occurredAt?: Date;
}
