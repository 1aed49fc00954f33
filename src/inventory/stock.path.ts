import { IsName } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { StoreName } from './store-name.decorator.js';

/** The most bytes of a product's or an order's id, which leaves room for what stands around it elsewhere. */
export const longestId = 200;

/** The parts of a path that say of which product, and where. */
export class StockPath {
  @StoreName()
  readonly store!: string;

  @ApiProperty({ example: 'pen-blue', maxLength: longestId })
  @IsName({ maxBytes: longestId })
  readonly sku!: string;
}
