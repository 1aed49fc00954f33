import { IsName } from '@daybook/nestjs';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

/** The most bytes of a store's name: a stock item's id holds it beside the product's. */
const longestStore = 40;

/** The field says in which store. */
export function StoreName(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ example: 'lisbon', maxLength: longestStore, pattern: '^[^@]+$', description: 'Which store' }),
    Matches(/^[^@]*$/, { message: '$property must have no @ in it' }),
    IsName({ maxBytes: longestStore }),
  );
}
