import { type Clock, systemClock } from '@daybook/domain';
import { type ArgumentMetadata, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { fieldErrors } from './field-errors.js';
import { malformedJson } from './malformed-json.js';
import { defaultAheadMs, judgedBy } from './present-moment.js';
import { RequestInvalid } from './request-invalid.error.js';
import { isOutsideHttp } from './transport.js';

/** Options of `createValidationPipe`. */
export interface ValidationPipeOptions {
  /** How many levels of objects and arrays a body may have. Default 64. */
  readonly maxDepth?: number;
  /** So far ahead of the clock a time may lie that must not lie ahead, in milliseconds. Default 300,000 (five minutes). */
  readonly aheadMs?: number;
  /** By what such times are judged. Default: the clock of the machine; with `configureHttp` that of the application. */
  readonly clock?: Clock;
}

/**
 * The pipe for every body, query and path of an application.
 *
 * Requests are checked against the class-validator rules of their DTO class, strictly: a field without a rule is
 * refused, nothing is converted unless the DTO says so, and the answer names each wrong field by its path. Before that,
 * the shape as a whole is checked, so that no rule meets hostile nesting or text that cannot be stored. Where
 * `configureHttp` has put it, it leaves alone what did not come over HTTP.
 *
 * @example app.useGlobalPipes(createValidationPipe());
 * @throws RequestInvalid what was sent is malformed
 */
export function createValidationPipe(options: ValidationPipeOptions = {}): PipeTransform {
  const { maxDepth = 64, aheadMs = defaultAheadMs, clock = systemClock } = options;
  const rules = new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    exceptionFactory: (errors) => new RequestInvalid(fieldErrors(errors)),
  });
  return {
    async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
      if (isOutsideHttp()) return value;
      const malformed = metadata.type === 'custom' ? undefined : malformedJson(value, maxDepth);
      if (malformed) throw new RequestInvalid([malformed]);
      return judgedBy({ clock, aheadMs }, () => rules.transform(value, metadata) as Promise<unknown>);
    },
  };
}
