import type { INestApplication } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { isUtf8 } from 'node:buffer';

type Done = (error: Error | null, body?: unknown) => void;

interface WithBodyParsers {
  useBodyParser(type: string, options: object, parser?: (request: unknown, body: Buffer, done: Done) => void): unknown;
}

/**
 * Reads JSON bodies of limited size. They must be UTF-8: Express would silently replace bytes that are not, and would
 * follow a client into UTF-7 and UTF-16.
 */
export function acceptJson(app: INestApplication, bodyLimit: number): void {
  const parsers = app as INestApplication & WithBodyParsers;
  if (app.get(HttpAdapterHost).httpAdapter.getType() === 'fastify') {
    parsers.useBodyParser('application/json', { bodyLimit }, (_request, body, done) => {
      try {
        done(null, body.length === 0 ? undefined : JSON.parse(utf8(body).toString()));
      } catch (cause) {
        done(unreadable(cause));
      }
    });
  } else {
    const verify = (_request: unknown, _response: unknown, body: Buffer, charset: string): void => {
      if (charset !== 'utf-8') throw unreadable(undefined);
      utf8(body);
    };
    parsers.useBodyParser('json', { limit: bodyLimit, verify, type: ['application/json', 'application/*+json'] });
  }
}

function utf8(body: Buffer): Buffer {
  if (!isUtf8(body)) throw unreadable(undefined);
  return body;
}

// What Express throws as well, so that one place turns both into a problem.
function unreadable(cause: unknown): Error {
  return Object.assign(new SyntaxError('The body is not JSON.', { cause }), { status: 400, statusCode: 400 });
}
