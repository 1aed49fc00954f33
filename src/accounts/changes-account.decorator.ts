import { VersionAsETag } from '@daybook/nestjs';
import { ApiCommand } from '@daybook/nestjs/openapi';
import { applyDecorators, HttpCode, UseInterceptors } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { AccountChange } from './contract/account-change.js';

/** What is to be said of a route that changes an account. */
export interface AccountChangeRoute {
  readonly summary: string;
  /** The codes of the rules that may forbid it. */
  readonly rules: readonly string[];
}

/** The route changes an account, and answers where that has ended. */
export function ChangesAccount({ summary, rules }: AccountChangeRoute): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    UseInterceptors(VersionAsETag),
    ApiOperation({ summary }),
    ApiCommand({
      answers: AccountChange,
      problems: {
        404: 'There is no such account (`aggregate-not-found`)',
        409: 'Others were changing the account all the time (`concurrency-conflict`); try again',
        422: `A rule forbids it: ${rules.map((code) => `\`${code}\``).join(', ')}`,
      },
    }),
  );
}
