import { IsName, IsQueryInteger, MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { type AccountSort, accountSorts } from './account-sort.js';
import { IsMinorUnitsInQuery } from './is-minor-units-in-query.decorator.js';

const statuses = ['open', 'frozen', 'closed'] as const;

/** Which accounts, in which order, and which page of them. */
export class ListAccountsParameters {
  @ApiProperty({ required: false, description: 'Only those of this owner', example: 'customer-1' })
  @MayBeAbsent()
  @IsName()
  readonly ownerId?: string;

  @ApiProperty({ required: false, enum: statuses, description: 'Only those that are so' })
  @MayBeAbsent()
  @IsIn(statuses)
  readonly status?: (typeof statuses)[number];

  @ApiProperty({ required: false, type: 'integer', description: 'Only those with at least so much, in minor units' })
  @MayBeAbsent()
  @IsMinorUnitsInQuery()
  readonly minBalanceMinor?: number;

  @ApiProperty({
    required: false,
    enum: accountSorts,
    default: 'openedAt',
    description: 'By what they are ordered, the least or earliest first; with a hyphen in front the other way round',
  })
  @MayBeAbsent()
  @IsIn(accountSorts)
  readonly sort?: AccountSort;

  @ApiProperty({
    required: false,
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    default: 100,
    description: 'At most so many accounts',
  })
  @MayBeAbsent()
  @IsQueryInteger({ min: 1, max: 1000 })
  readonly limit?: number;

  @ApiProperty({ required: false, description: 'The `nextCursor` of the page before, with the same `sort`' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2000)
  readonly cursor?: string;
}
