import type { INestApplication } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { IncomingHttpHeaders } from 'node:http';
import { jsonMediaType } from './json-media-type.js';
import { parseJsonBody } from './parse-json-body.js';

interface ReceivedBody {
  readonly headers: IncomingHttpHeaders;
  body?: unknown;
}

type Done = (error: Error | null, body?: unknown) => void;

interface WithBodyParsers {
  useBodyParser(
    type: string | RegExp,
    options: object,
    parser?: (request: ReceivedBody, body: Buffer, done: Done) => void,
  ): unknown;
}

/** Reads JSON bodies of limited size, and on both platforms the same. */
export function acceptJson(app: INestApplication, bodyLimit: number): void {
  const platform = app as INestApplication & WithBodyParsers;
  if (app.get(HttpAdapterHost).httpAdapter.getType() === 'fastify') acceptOnFastify(platform, bodyLimit);
  else acceptOnExpress(platform, bodyLimit);
}

function acceptOnExpress(app: INestApplication & WithBodyParsers, limit: number): void {
  // What a parser of the application's own has read before, such as the raw body of a webhook, stays as it is.
  const ours = new WeakSet<ReceivedBody>();
  const type = (request: ReceivedBody): boolean => {
    if (!jsonMediaType.test(request.headers['content-type'] ?? '')) return false;
    ours.add(request);
    return true;
  };
  app.useBodyParser('raw', { limit, type, inflate: false });
  // By this name Nest knows that there is a parser for JSON, and adds none of its own.
  app.use(function jsonParser(request: ReceivedBody, _response: unknown, next: (error?: unknown) => void): void {
    if (!ours.has(request) || !Buffer.isBuffer(request.body)) return next();
    parsed(request, request.body, (error, body) => {
      request.body = body;
      next(error ?? undefined);
    });
  });
}

function acceptOnFastify(app: WithBodyParsers, bodyLimit: number): void {
  // The first replaces the parser that Fastify has for it.
  for (const type of ['application/json', jsonMediaType]) app.useBodyParser(type, { bodyLimit }, parsed);
}

function parsed({ headers }: ReceivedBody, received: Buffer, done: Done): void {
  let body: unknown;
  try {
    body = parseJsonBody(headers, received);
  } catch (error) {
    return done(error as Error);
  }
  done(null, body);
}
