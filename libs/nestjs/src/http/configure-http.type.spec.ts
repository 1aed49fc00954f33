import type { INestApplication } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { configureHttp } from './configure-http.js';
import type { HttpRequest } from './message-from-request.interceptor.js';

declare const app: INestApplication;

interface User {
  readonly id: string;
}
type OfUser<Request> = Request & { readonly user: User };

// What guards have put on the request is asked for by its type, on either platform.
configureHttp(app, { actor: ({ headers }) => headers['x-user'] as string | undefined });
configureHttp(app, { actor: (request: OfUser<HttpRequest>) => request.user.id });
configureHttp(app, { actor: (request: OfUser<FastifyRequest>) => request.user.id });

// @ts-expect-error an actor is a name, not the user himself
configureHttp(app, { actor: (request: OfUser<HttpRequest>) => request.user });
// @ts-expect-error nor one that is still to come
configureHttp(app, { actor: async () => Promise.resolve('alice') });
// @ts-expect-error nor is it found on what is no request
configureHttp(app, { actor: (request: string) => request });
