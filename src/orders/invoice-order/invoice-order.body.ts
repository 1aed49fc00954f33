import { HappenedAt } from '@daybook/nestjs/openapi';
import { IsName, MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';

export class InvoiceOrderBody {
  @ApiProperty({ required: false, maxLength: 100, example: '2026-000123' })
  @MayBeAbsent()
  @IsName({ maxBytes: 100 })
  readonly invoiceNumber?: string;

  @HappenedAt()
  readonly occurredAt?: Date;
}
