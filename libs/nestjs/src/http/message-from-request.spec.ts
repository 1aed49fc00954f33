import 'reflect-metadata';
import { EventStore, noValidation } from '@daybook/event-store';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { All, ConflictException, Controller, type INestApplication, Logger, Module, Param, Post } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { request as send } from 'node:http';
import { AggregateRepository } from '../commands/aggregate-repository.js';
import { Tally } from '../commands/example/tally.js';
import { MessageContext } from '../commands/message/message-context.js';
import { InjectAggregateRepository } from '../module/aggregate-repository.token.js';
import { DaybookModule } from '../module/daybook.module.js';
import { configureHttp } from './configure-http.js';
import { exposedHeaders } from './exposed-headers.js';

@Controller()
class Probe {
  constructor(@InjectAggregateRepository(Tally) private readonly tallies: AggregateRepository<Tally>) {}

  /** Answers what the message says. */
  @All('message') message(): object {
    const { metadata, key, progress } = MessageContext.current ?? {};
    return { metadata, key: key?.key ?? null, versions: progress?.takeExpectedVersions() ?? null };
  }
  @Post('tallies/:id') async begin(@Param('id') id: string): Promise<object> {
    const { version } = await this.tallies.create(id, (tally) => tally.begin('o-1'));
    return { version };
  }
  @Post('tallies/:id/counts') async count(@Param('id') id: string): Promise<object> {
    const { version } = await this.tallies.update(id, (tally) => tally.count(1));
    return { version };
  }
  @Post('tallies/:id/doubts') async doubt(@Param('id') id: string): Promise<void> {
    await this.tallies.update(id, (tally) => tally.count(1));
    throw new ConflictException();
  }
}

@Module({
  imports: [
    DaybookModule.forRoot({ store: 'memory', validation: noValidation }),
    DaybookModule.forFeature({ aggregates: [Tally] }),
  ],
  controllers: [Probe],
})
class ProbeModule {}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Record<string, unknown>;
}

describe.each<[string, () => AbstractHttpAdapter]>([
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
])('A request on %s', (_platform, adapter) => {
  let app: INestApplication;
  let origin: string;
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

  beforeAll(async () => {
    app = await NestFactory.create(ProbeModule, adapter(), { logger: false });
    configureHttp(app, { actor: ({ headers }) => headers['x-user'] as string | undefined });
    app.enableCors({ origin: 'https://shop.example', exposedHeaders: [...exposedHeaders] });
    await app.listen(0, '127.0.0.1');
    origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  });
  afterAll(() => app.close());

  /** By Node's own client, because fetch would put two headers together and refuse some of them. */
  function ask(path: string, headers: Record<string, string | string[]> = {}, method = 'POST'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = send(`${origin}${path}`, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
        });
      });
      request.on('error', reject).end();
    });
  }
  const told = async (headers: Record<string, string | string[]>, method = 'POST') =>
    (await ask('/message', headers, method)).body;
  const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

  describe('belongs to a conversation:', () => {
    test('to the one that it names, and the answer names it again', async () => {
      const { headers, body } = await ask('/message', { 'X-Correlation-Id': 'order 5:a' });
      expect(headers['x-correlation-id']).toBe('order 5:a');
      expect(body['metadata']).toEqual({ correlationId: 'order 5:a' });
    });

    test('to a new one, if it names none', async () => {
      const one = await ask('/message');
      const other = await ask('/message');
      expect(one.headers['x-correlation-id']).toEqual(uuid);
      expect(one.body['metadata']).toEqual({ correlationId: one.headers['x-correlation-id'] });
      expect(other.headers['x-correlation-id']).not.toBe(one.headers['x-correlation-id']);
    });

    test.each([
      ['longer than 255 bytes', 'a'.repeat(256)],
      ['empty', ''],
      ['with a reserved beginning', '$all'],
      ['in other than ASCII', 'é'],
      ['sent twice', ['a', 'a']],
    ])('a name %s is refused, and the answer bears a new one', async (_what, name) => {
      const { status, headers, body } = await ask('/message', { 'X-Correlation-Id': name });
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'X-Correlation-Id' }] });
      expect(headers['x-correlation-id']).toEqual(uuid);
    });

    test.each([
      ['a route is missing', '/nowhere', {}, 404],
      ['a guard refuses it', '/message', { 'Content-Type': 'text/plain', 'Transfer-Encoding': 'chunked' }, 415],
      ['the handler fails', '/tallies/nobody/counts', {}, 404],
      ['the path is not to be decoded', '/message/%ff', {}, 400],
    ])('also where %s', async (_what, path, headers, status) => {
      const answer = await ask(path, { ...headers, 'X-Correlation-Id': 'c-1' });
      expect([answer.status, answer.headers['x-correlation-id']]).toEqual([status, 'c-1']);
    });
  });

  const parts = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'].join('-');

  test.each([
    [`00-${parts}-01`, `00-${parts}-01`],
    [`00-${parts}-ff`, `00-${parts}-ff`],
    [`cc-${parts}-03`, `00-${parts}-01`],
    [`cc-${parts}-02-what-will-be`, `00-${parts}-00`],
    [`ff-${parts}-01`, undefined],
    [`00-${parts}-01-more`, undefined],
    [`00-${parts}-1`, undefined],
    [`00-${parts.toUpperCase()}-01`, undefined],
    [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, undefined],
    [`00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`, undefined],
    [[`00-${parts}-01`, `00-${parts}-01`], undefined],
    ['', undefined],
  ])('with the trace %j is part of %j', async (traceparent, expected) => {
    expect(await told({ traceparent })).toMatchObject({ metadata: { correlationId: uuid } });
    const { metadata } = (await told({ traceparent })) as { metadata: { traceparent?: string } };
    expect(metadata.traceparent).toBe(expected);
  });

  test('is by whom the application says', async () => {
    expect(await told({ 'x-user': 'alice' })).toMatchObject({ metadata: { actor: 'alice' } });
  });

  describe('has a key', () => {
    const keyOf = async (key: string | string[], more: Record<string, string> = {}) =>
      (await told({ 'Idempotency-Key': key, ...more }))['key'];

    test.each([
      'a',
      'a'.repeat(255),
      '8e03978e-40d5-43e2-bc93-6894a57f9324',
      "!#$%&'()*+-./:;<=>?@[\\]^_`{|}~",
      'a=;b',
    ])('as it is: %s', async (key) => {
      expect(await keyOf(`"${key.replaceAll('\\', '\\\\')}"`)).toBe(await keyOf(key));
    });

    test('in quotes, with what would end them', async () => {
      expect(await keyOf('"a\\"b,\\\\"')).toContain(':a_b__:');
    });

    test.each([
      ['nothing', ''],
      ['nothing in quotes', '""'],
      ['a space', 'a b'],
      ['a space in quotes', '"a b"'],
      ['two in one', 'a,b'],
      ['two', ['a', 'b']],
      ['the same twice', ['a', 'a']],
      ['half of the quotes', '"a'],
      ['a quote inside', 'a"b'],
      ['an escape of nothing', '"a\\b"'],
      ['more than 255', 'a'.repeat(256)],
      ['more than 255 in quotes', `"${'a'.repeat(256)}"`],
      ['what is no ASCII', 'é'],
      ['parameters', '"a";b=1'],
    ])('but not %s', async (_what, key) => {
      const { status, body } = await ask('/message', { 'Idempotency-Key': key });
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'Idempotency-Key' }] });
    });

    test('that is another one for another actor, another route and another method', async () => {
      const own = await keyOf('a', { 'x-user': 'alice' });
      expect(await keyOf('a', { 'x-user': 'alice' })).toBe(own);
      expect(await keyOf('a', { 'x-user': 'bob' })).not.toBe(own);
      const put = (await told({ 'Idempotency-Key': 'a', 'x-user': 'alice' }, 'PUT'))['key'];
      expect(put).not.toBe(own);
      expect(own).toMatch(/^POST__message:a:/);
    });

    test('unless it only asks: then whatever the header says is nothing to it', async () => {
      const headers = { 'Idempotency-Key': 'a b', 'If-Match': 'nonsense' };
      expect(await told(headers, 'GET')).toMatchObject({ key: null, versions: null });
      expect((await ask('/message', headers, 'HEAD')).status).toBe(200);
    });
  });

  describe('expects', () => {
    test.each<[string | string[], number[] | null]>([
      ['"5"', [5]],
      ['"5", "6" ,"7"', [5, 6, 7]],
      [
        ['"5"', '"6"'],
        [5, 6],
      ],
      ['"5",', [5]],
      [', "5"', [5]],
      ['*', null],
      ['W/"5"', []],
      ['W/"5", "6"', [6]],
      ['"abc"', []],
      ['""', []],
      ['"0"', []],
      ['"05"', []],
      ['"-5"', []],
      ['"5.0"', []],
      ['"9007199254740992"', []],
      ['"9007199254740991"', [9007199254740991]],
    ])('by If-Match %j the versions %j', async (value, versions) => {
      expect(await told({ 'If-Match': value })).toMatchObject({ versions });
    });

    test.each(['', '5', '"5', '5"', '"5" "6"', 'w/"5"', '*, "5"', '"5";', ','])('nothing by %j', async (value) => {
      const { status, body } = await ask('/message', { 'If-Match': value });
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'request-invalid', errors: [{ field: 'If-Match' }] });
    });

    let count = 0;
    async function begun(): Promise<string> {
      const path = `/tallies/${_platform}-${++count}`;
      expect((await ask(path)).status).toBe(201);
      return path;
    }

    test('a version that is the present one, or is refused with 412', async () => {
      const path = await begun();
      expect((await ask(`${path}/counts`, { 'If-Match': '"1"' })).body).toEqual({ version: 2 });
      for (const outdated of ['"1"', 'W/"2"', '"3"', '"abc"', '"1", "3"']) {
        const { status, headers, body } = await ask(`${path}/counts`, { 'If-Match': outdated });
        expect([status, body['code'], body['actual']]).toEqual([412, 'aggregate-outdated', 2]);
        expect(headers).not.toHaveProperty('daybook-position');
      }
      expect((await ask(`${path}/counts`, { 'If-Match': '"1", "2"' })).body).toEqual({ version: 3 });
      expect((await ask(`${path}/counts`, { 'If-Match': '*' })).body).toEqual({ version: 4 });
      expect((await ask(`${path}/counts`)).body).toEqual({ version: 5 });
    });

    test('and of 50 that expect the same at the same time, one is the first', async () => {
      const path = await begun();
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask(`${path}/counts`, { 'If-Match': '"1"' })));
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([201, ...Array<number>(49).fill(412)]);
    });

    test('to be told up to where the log has come with it, and nothing where it has not come on', async () => {
      const path = await begun();
      const { headers } = await ask(`${path}/counts`);
      expect(headers['daybook-position']).toBe(String(await app.get(EventStore).head()));
      expect((await ask(path)).status).toBe(409);
      expect((await ask(path)).headers).not.toHaveProperty('daybook-position');
      expect((await ask('/message')).headers).not.toHaveProperty('daybook-position');
    });

    test('that also with an error, if something was appended before', async () => {
      const path = await begun();
      const { status, headers } = await ask(`${path}/doubts`);
      expect([status, headers['daybook-position']]).toEqual([409, String(await app.get(EventStore).head())]);
    });

    test('its headers to be readable by a script', async () => {
      const { headers } = await ask('/message', { Origin: 'https://shop.example' });
      expect(String(headers['access-control-expose-headers']).split(/, ?/)).toEqual(exposedHeaders);
    });
  });

  describe('under a key', () => {
    test('is carried out once, also where its handler goes to a repository without a command', async () => {
      const path = `/tallies/${_platform}-once`;
      const copies = await Promise.all(Array.from({ length: 20 }, () => ask(path, { 'Idempotency-Key': 'k-1' })));
      for (const { status, body, headers } of copies) {
        expect([status, body, headers['daybook-position']]).toEqual([
          201,
          { version: 1 },
          copies[0]?.headers['daybook-position'],
        ]);
      }
      expect((await ask(`${path}-other`, { 'Idempotency-Key': 'k-1' })).body).toMatchObject({
        status: 409,
        code: 'idempotency-key-conflict',
      });
    });
  });
});
