import type { INestApplication } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { acceptJson } from './accept-json.js';
import { JsonBodiesOnly } from './json-bodies-only.guard.js';
import { ProblemFilter } from './problem.filter.js';
import type { ProblemOptions } from './problem-of-error.js';
import { createValidationPipe, type ValidationPipeOptions } from './validation.pipe.js';

/** Options of `configureHttp`. */
export interface HttpOptions extends ProblemOptions, ValidationPipeOptions {
  /** The largest body that is read, in bytes. Default 262,144 (256 KiB). */
  readonly bodyLimit?: number;
}

/**
 * Puts the whole HTTP kit in front of an application: JSON bodies only and of limited size, strict validation, and
 * problem details for every error. Call it before `listen` or `init`.
 *
 * @example configureHttp(app, { bodyLimit: 64 * 1024 });
 */
export function configureHttp(app: INestApplication, options: HttpOptions = {}): void {
  acceptJson(app, options.bodyLimit ?? 256 * 1024);
  app.useGlobalGuards(new JsonBodiesOnly());
  app.useGlobalPipes(createValidationPipe(options));
  app.useGlobalFilters(new ProblemFilter(app.get(HttpAdapterHost), options));
}
