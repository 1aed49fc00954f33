import { HappenedAt } from '@daybook/nestjs/openapi';
import { IsName } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, ValidateNested } from 'class-validator';
import { Count } from '../count.decorator.js';
import { longestId } from '../stock.path.js';
import { StoreName } from '../store-name.decorator.js';

/** The most products of one request. */
const longestCount = 10_000;

/** One line of a physical count. */
export class CountedProduct {
  @StoreName()
  readonly store!: string;

  @ApiProperty({ example: 'pen-blue', maxLength: longestId })
  @IsName({ maxBytes: longestId })
  readonly sku!: string;

  @Count()
  readonly counted!: number;
}

export class ReconcileStockBody {
  @ApiProperty({ type: [CountedProduct], minItems: 1, maxItems: longestCount, description: 'Each product once' })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(longestCount)
  @ArrayUnique((count: Partial<CountedProduct> | null) => JSON.stringify([count?.store, count?.sku]), {
    message: '$property must name each product of a store once',
  })
  @ValidateNested({ each: true })
  @Type(() => CountedProduct)
  readonly counts!: readonly CountedProduct[];

  @HappenedAt()
  readonly countedAt?: Date;
}
