import { VersionAsETag } from '@daybook/nestjs';
import { ApiCommand } from '@daybook/nestjs/openapi';
import { applyDecorators, HttpCode, UseInterceptors } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { StockChange } from './contract/stock-change.js';

/** What is to be said of a route that changes the stock of a product. */
export interface StockChangeRoute {
  readonly summary: string;
  /** The codes of the rules that may forbid it. */
  readonly rules: readonly string[];
  /** Whether the product must have been received before. Default true. */
  readonly needsItem?: boolean;
}

/** The route changes the stock of a product, and answers where that has ended. */
export function ChangesStock({ summary, rules, needsItem = true }: StockChangeRoute): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    UseInterceptors(VersionAsETag),
    ApiOperation({ summary }),
    ApiCommand({
      answers: StockChange,
      problems: {
        ...(needsItem && { 404: 'The product was never received in this store (`aggregate-not-found`)' }),
        409: 'Others were changing the stock all the time (`concurrency-conflict`); try again',
        422: `A rule forbids it: ${rules.map((code) => `\`${code}\``).join(', ')}`,
      },
    }),
  );
}
