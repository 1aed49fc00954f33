import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  Body,
  Controller,
  Get,
  type INestApplication,
  Logger,
  Module,
  Param,
  Post,
  UseInterceptors,
} from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { IsString } from 'class-validator';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { configureHttp } from './configure-http.js';
import { VersionAsETag } from './version-as-etag.interceptor.js';

class Note {
  @IsString() readonly text!: string;
}

@Controller()
class Probe {
  @Post('notes') take(@Body() { text }: Note): object {
    return { text };
  }
  @Post('anything') anything(@Body() body: unknown): object {
    return { body: body ?? null };
  }
  @Get('notes/:id') @UseInterceptors(VersionAsETag) view(@Param('id') id: string): object {
    return { id, version: 3 };
  }
  @Get('crash') crash(): void {
    throw new TypeError('inside');
  }
}

@Module({ controllers: [Probe] })
class ProbeModule {}

async function start(adapter: AbstractHttpAdapter): Promise<INestApplication> {
  const app = await NestFactory.create(ProbeModule, adapter, { logger: false });
  configureHttp(app, { bodyLimit: 1024 });
  await app.listen(0, '127.0.0.1');
  return app;
}

/** What a client goes by; the rest (date, length, the platform's own name) differs and may. */
const telling = ['content-type', 'etag', 'x-correlation-id', 'daybook-position'];

/** Express gives every answer a weak tag of its bytes. No `If-Match` takes one. */
const isExpressOwn = (name: string, value: string) => name === 'etag' && value.startsWith('W/');

/** Sends bytes as they are, so that no client library repairs them first. */
async function answerOf(app: INestApplication, request: Buffer): Promise<object> {
  const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  const received: Buffer[] = [];
  await new Promise((resolve, reject) => {
    socket
      .on('data', (chunk) => received.push(chunk))
      .on('close', resolve)
      .on('error', reject);
    socket.write(request);
  });
  const [head = '', body = ''] = Buffer.concat(received).toString().split('\r\n\r\n');
  const [status, ...lines] = head.split('\r\n');
  const headers = lines
    .map((line) => line.split(/: (.*)/) as [string, string])
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) => telling.includes(name) && !isExpressOwn(name, value));
  return { status, headers: Object.fromEntries(headers), body };
}

function request(line: string, headers: readonly string[] = [], body: string | Buffer = ''): Buffer {
  const length = Buffer.byteLength(body);
  const all = ['Host: x', 'Connection: close', 'X-Correlation-Id: c-1', ...headers];
  if (length > 0) all.push(`Content-Length: ${length}`);
  return Buffer.concat([Buffer.from(`${line} HTTP/1.1\r\n${all.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
}
const chunked = (line: string, headers: readonly string[], chunks: string) =>
  Buffer.concat([request(line, [...headers, 'Transfer-Encoding: chunked']), Buffer.from(chunks)]);
const json = 'Content-Type: application/json';
const post = (body: string | Buffer, ...headers: string[]) =>
  request('POST /notes', headers.length === 0 ? [json] : headers, body);

describe('Express and Fastify answer the same', () => {
  let express: INestApplication;
  let fastify: INestApplication;
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

  beforeAll(async () => {
    [express, fastify] = await Promise.all([
      start(new ExpressAdapter()),
      start(new FastifyAdapter({ routerOptions: { maxParamLength: 1000 } })),
    ]);
  });
  afterAll(() => Promise.all([express.close(), fastify.close()]));

  test.each<[string, Buffer, number]>([
    ['what is right', post('{"text":"é"}'), 201],
    ['a media type that is made of JSON', post('{"text":"a"}', 'Content-Type: application/vnd.note+json'), 201],
    ['a media type in capitals', post('{"text":"a"}', 'Content-Type: Application/JSON; Charset=UTF-8'), 201],
    ['a byte-order mark', post('\ufeff{"text":"a"}'), 201],
    ['space around', post(' \r\n\t{"text":"a"} '), 201],
    ['a path that cannot be decoded', request('GET /notes/%E0%A4%A'), 400],
    ['a path that cannot be decoded, without a route', request('GET /%E0%A4%A'), 400],
    ['a long path', request(`GET /notes/${'a'.repeat(200)}`), 200],
    ['a path with an escaped slash', request('GET /notes/a%2fb'), 200],
    ['no route', request('GET /nowhere?secret=1'), 404],
    ['no route for the method', request('DELETE /notes/1'), 404],
    ['a crash', request('GET /crash'), 500],
    ['nothing', request('POST /notes', [json, 'Content-Length: 0']), 400],
    ['nothing, where all is taken', request('POST /anything', [json, 'Content-Length: 0']), 201],
    ['nothing in a chunk', chunked('POST /anything', [json], '0\r\n\r\n'), 201],
    ['a body in chunks', chunked('POST /notes', [json], '4\r\n{"te\r\n8\r\nxt":"a"}\r\n0\r\n\r\n'), 201],
    ['chunks of text', chunked('POST /notes', ['Content-Type: text/plain'], '1\r\na\r\n0\r\n\r\n'), 415],
    ['a text', post('"text"'), 400],
    ['a number', request('POST /anything', [json], '5'), 400],
    ['null', request('POST /anything', [json], 'null'), 400],
    ['an array', post('[]'), 400],
    ['space alone', post('  '), 400],
    ['two byte-order marks', post('\ufeff\ufeff{}'), 400],
    ['half of it', post('{"text":'), 400],
    ['bytes that are not UTF-8', post(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])), 400],
    ['a prototype', post('{"text":"a","__proto__":{"a":1}}'), 400],
    ['UTF-16', post(Buffer.from('{"text":"a"}', 'utf16le'), `${json}; charset=utf-16`), 400],
    ['UTF-8 that is said to be UTF-16', post('{"text":"a"}', `${json}; charset=utf-16`), 400],
    ['Latin-1', post('{"text":"a"}', `${json}; charset=iso-8859-1`), 415],
    ['a charset that nobody knows', post('{"text":"a"}', `${json}; charset="x-unknown"`), 415],
    ['compression', post('{"text":"a"}', json, 'Content-Encoding: gzip'), 415],
    ['plain text', post('a', 'Content-Type: text/plain'), 415],
    ['XML', post('<a/>', 'Content-Type: application/xml'), 415],
    ['a form', post('text=a', 'Content-Type: application/x-www-form-urlencoded'), 415],
    ['no media type', request('POST /notes', ['X: y'], 'a'), 415],
    ['no media type but a word', post('a', 'Content-Type: json'), 415],
    ['too much', post(`{"text":"${'a'.repeat(1024)}"}`), 413],
    ['an ETag', request('GET /notes/1'), 200],
    ['an ETag that is not changed', request('GET /notes/1', ['If-None-Match: "3"']), 304],
    ['an ETag that is not changed, among others', request('GET /notes/1', ['If-None-Match: "1", W/"3"']), 304],
    ['any ETag', request('GET /notes/1', ['If-None-Match: *']), 304],
    ['an ETag that is', request('GET /notes/1', ['If-None-Match: "2"']), 200],
    ['a key that is malformed', post('{"text":"a"}', json, 'Idempotency-Key: a b'), 400],
    ['an If-Match that is malformed', post('{"text":"a"}', json, 'If-Match: 5'), 400],
    ['two keys', post('{"text":"a"}', json, 'Idempotency-Key: a', 'Idempotency-Key: a'), 400],
  ])('to %s', async (_what, bytes, status) => {
    const expected = await answerOf(express, bytes);
    expect(await answerOf(fastify, bytes)).toEqual(expected);
    expect(expected).toMatchObject({ status: expect.stringContaining(` ${status} `) });
    expect(expected).toHaveProperty('headers.x-correlation-id', 'c-1');
  });
});
