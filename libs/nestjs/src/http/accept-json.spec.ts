import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { Body, Controller, Module, Post, type RawBodyRequest, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { configureHttp } from './configure-http.js';

@Controller()
class Bodies {
  @Post(['bodies', 'webhooks']) take(@Body() body: unknown, @Req() request: RawBodyRequest<object>): object {
    return { isBuffer: Buffer.isBuffer(body), body, raw: request.rawBody?.toString() ?? null };
  }
}

@Module({ controllers: [Bodies] })
class BodiesModule {}

async function started(rawBody: boolean, before: (app: NestExpressApplication) => void = () => undefined) {
  const app = await NestFactory.create<NestExpressApplication>(BodiesModule, { logger: false, rawBody });
  before(app);
  configureHttp(app);
  await app.listen(0, '127.0.0.1');
  const post = async (path: string, body: string | Uint8Array<ArrayBuffer>): Promise<unknown> => {
    const headers = { 'Content-Type': 'application/json' };
    return (await fetch(`${await app.getUrl()}${path}`, { method: 'POST', body, headers })).json();
  };
  return { app, post };
}

test('an application that wants the raw body, too, gets it, and still no body that is not UTF-8', async () => {
  const { app, post } = await started(true);
  expect(await post('/bodies', '{ "a": 1 }')).toEqual({ isBuffer: false, body: { a: 1 }, raw: '{ "a": 1 }' });
  const notUtf8 = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
  expect(await post('/bodies', notUtf8)).toMatchObject({ status: 400, code: 'malformed-json' });
  await app.close();
});

test('what a parser of the application has read before stays as it is', async () => {
  const { app, post } = await started(false, (application) => {
    application.use('/webhooks', (request: IncomingMessage & { body?: unknown }, _: unknown, next: () => void) => {
      void buffer(request).then((body) => {
        request.body = body;
        next();
      });
    });
  });
  expect(await post('/webhooks', '{"a":1}')).toMatchObject({ isBuffer: true });
  expect(await post('/bodies', '{"a":1}')).toMatchObject({ isBuffer: false, body: { a: 1 } });
  await app.close();
});
