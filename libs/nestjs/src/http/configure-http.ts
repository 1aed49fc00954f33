import type { INestApplication } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { acceptJson } from './accept-json.js';
import { clockOf } from './application-clock.js';
import { JsonBodiesOnly } from './json-bodies-only.guard.js';
import { MessageFromRequest, type MessageFromRequestOptions } from './message-from-request.interceptor.js';
import { PositionHeader } from './position-header.interceptor.js';
import { ProblemFilter } from './problem.filter.js';
import type { ProblemOptions } from './problem-of-error.js';
import { refuseUndecodablePaths } from './refuse-undecodable-paths.js';
import { RememberTransport } from './remember-transport.interceptor.js';
import { createValidationPipe, type ValidationPipeOptions } from './validation.pipe.js';

/** Options of `configureHttp`. */
export interface HttpOptions extends ProblemOptions, ValidationPipeOptions, MessageFromRequestOptions {
  /** The largest body that is read, in bytes. Default 262,144 (256 KiB). */
  readonly bodyLimit?: number;
}

/**
 * Puts the whole HTTP kit in front of an application: JSON bodies only and of limited size, strict validation, each
 * request a message with its key, its actor and its conversation, and problem details for every error. Call it before
 * `listen` or `init`, on Express or on Fastify. What a hybrid application takes from microservices it leaves alone.
 *
 * Where browsers of another origin are let in, they may read the kit's headers only if CORS exposes them:
 * `app.enableCors({ exposedHeaders: [...exposedHeaders] })`.
 *
 * @example configureHttp(app, { bodyLimit: 64 * 1024, actor: (request: Request) => request.user?.id });
 */
export function configureHttp(app: INestApplication, options: HttpOptions = {}): void {
  const host = app.get(HttpAdapterHost);
  refuseUndecodablePaths(app, options);
  acceptJson(app, options.bodyLimit ?? 256 * 1024);
  app.useGlobalGuards(new JsonBodiesOnly());
  app.useGlobalInterceptors(new RememberTransport(), new MessageFromRequest(host, options), new PositionHeader(host));
  app.useGlobalPipes(createValidationPipe({ clock: clockOf(app), ...options }));
  app.useGlobalFilters(new ProblemFilter(host, options));
}
