import { BadRequestException, type INestApplication } from '@nestjs/common';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { correlationIdHeader, correlationIdOrNew } from './correlation-id.js';
import { type ProblemOptions, problemOf } from './problem-of-error.js';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Answers a path that cannot be decoded with 400 before a router sees it: Fastify's answers it by itself, past every
 * filter, and Express's only where a parameter is affected.
 */
export function refuseUndecodablePaths(app: INestApplication, options: ProblemOptions): void {
  const server = app.getHttpServer() as Server;
  const listeners = server.listeners('request') as Listener[];
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    if (!isDecodable(path)) return refuse(path, request, response, options);
    for (const listener of listeners) listener.call(server, request, response);
  });
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function refuse(path: string, request: IncomingMessage, response: ServerResponse, options: ProblemOptions): void {
  const error = new BadRequestException('The path cannot be decoded. Escape it as UTF-8.');
  const problem = problemOf(error, path, options);
  response.writeHead(problem.status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    [correlationIdHeader]: correlationIdOrNew(request),
  });
  response.end(JSON.stringify(problem));
}
