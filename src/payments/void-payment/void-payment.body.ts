import { HappenedAt } from '@daybook/nestjs/openapi';
import { MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

export class VoidPaymentBody {
  @ApiProperty({ required: false, maxLength: 500, example: 'order cancelled' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(500)
  readonly reason?: string;

  @HappenedAt()
  readonly occurredAt?: Date;
}
