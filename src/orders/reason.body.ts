import { HappenedAt } from '@daybook/nestjs/openapi';
import { MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

/** Why something is undone, if anybody says. */
export class ReasonBody {
  @ApiProperty({ required: false, maxLength: 500, example: 'ordered by mistake' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(500)
  readonly reason?: string;

  @HappenedAt()
  readonly occurredAt?: Date;
}
