import { VersionAsETag } from '@daybook/nestjs';
import { ApiCommand } from '@daybook/nestjs/openapi';
import { applyDecorators, HttpCode, UseInterceptors } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { OrderChange } from './contract/order-change.js';

/** What is to be said of a route that changes an order. */
export interface OrderChangeRoute {
  readonly summary: string;
  /** The codes of the rules that may forbid it. */
  readonly rules: readonly string[];
}

/** The route changes an order, and answers where that has ended. */
export function ChangesOrder({ summary, rules }: OrderChangeRoute): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    UseInterceptors(VersionAsETag),
    ApiOperation({ summary }),
    ApiCommand({
      answers: OrderChange,
      problems: {
        404: 'There is no such order (`aggregate-not-found`)',
        409: 'Others were changing the order all the time (`concurrency-conflict`); try again',
        422: `A rule forbids it: ${rules.map((code) => `\`${code}\``).join(', ')}`,
      },
    }),
  );
}
