import { IsName } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

/** As long as the warehouse takes them. */
const [longestStore, longestSku] = [40, 200];

/** The fields that say of which product something is, and of which store. */
export class ItemBody {
  @ApiProperty({ example: 'lisbon', maxLength: longestStore, pattern: '^[^@]+$', description: 'Which store sells it' })
  @Matches(/^[^@]*$/, { message: '$property must have no @ in it' })
  @IsName({ maxBytes: longestStore })
  readonly store!: string;

  @ApiProperty({ example: 'pen-blue', maxLength: longestSku, description: "The store's number for the product" })
  @IsName({ maxBytes: longestSku })
  readonly sku!: string;
}
