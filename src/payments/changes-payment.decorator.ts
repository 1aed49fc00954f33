import { VersionAsETag } from '@daybook/nestjs';
import { ApiCommand } from '@daybook/nestjs/openapi';
import { applyDecorators, HttpCode, UseInterceptors } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { PaymentChange } from './contract/payment-change.js';

/** What is to be said of a route that takes a payment a step further. */
export interface PaymentChangeRoute {
  readonly summary: string;
  /** The codes of the payment's own rules that may forbid it. What the account refuses is no problem, but an answer. */
  readonly rules: readonly string[];
}

/** The route takes a payment a step further, and answers where that has ended. */
export function ChangesPayment({ summary, rules }: PaymentChangeRoute): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    UseInterceptors(VersionAsETag),
    ApiOperation({ summary }),
    ApiCommand({
      answers: PaymentChange,
      problems: {
        404: 'There is no such payment (`aggregate-not-found`)',
        409: 'Others were moving money of the account all the time (`concurrency-conflict`); try again',
        422: `A rule forbids it: ${rules.map((code) => `\`${code}\``).join(', ')}`,
      },
    }),
  );
}
