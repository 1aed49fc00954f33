import { HappenedAt } from '@daybook/nestjs/openapi';
import { IsName, MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { longestAccountId } from '../account.path.js';
import { IsMinorUnits } from '../domain/is-minor-units.decorator.js';
import { MayBeNone } from '../domain/may-be-none.decorator.js';

export class OpenAccountBody {
  @ApiProperty({ required: false, maxLength: longestAccountId, description: 'Default: a new UUID', example: 'alice' })
  @MayBeAbsent()
  @IsName({ maxBytes: longestAccountId })
  readonly accountId?: string;

  @ApiProperty({ maxLength: 255, example: 'customer-1' })
  @IsName()
  readonly ownerId!: string;

  @ApiProperty({ pattern: '^[A-Z]{3}$', description: 'ISO 4217', example: 'EUR' })
  @Matches(/^[A-Z]{3}$/, { message: '$property must be a currency code of three capitals (ISO 4217)' })
  readonly currency!: string;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    nullable: true,
    required: false,
    default: 0,
    description: 'How far withdrawals may go below zero, in minor units; null: without limit',
  })
  @MayBeAbsent()
  @MayBeNone()
  @IsMinorUnits(0)
  readonly overdraftLimitMinor?: number | null;

  @HappenedAt()
  readonly occurredAt?: Date;
}
