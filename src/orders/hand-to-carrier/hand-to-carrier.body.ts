import { HappenedAt } from '@daybook/nestjs/openapi';
import { IsName, MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';

export class HandToCarrierBody {
  @ApiProperty({ required: false, maxLength: 100, description: 'Who brings it', example: 'correios' })
  @MayBeAbsent()
  @IsName({ maxBytes: 100 })
  readonly carrier?: string;

  @ApiProperty({ required: false, maxLength: 100, description: 'Under which number', example: 'BR123' })
  @MayBeAbsent()
  @IsName({ maxBytes: 100 })
  readonly trackingNumber?: string;

  @HappenedAt()
  readonly occurredAt?: Date;
}
