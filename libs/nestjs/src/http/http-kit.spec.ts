import 'reflect-metadata';
import { BusinessRuleViolation, DaybookError } from '@daybook/domain';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  Body,
  ConflictException,
  Controller,
  Get,
  type INestApplication,
  Logger,
  Module,
  Param,
  Post,
  Query,
  UseInterceptors,
} from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsString, ValidateNested } from 'class-validator';
import { configureHttp } from './configure-http.js';
import { IsAloneAmong } from './is-alone-among.decorator.js';
import { IsIsoDate } from './is-iso-date.decorator.js';
import { IsName } from './is-name.decorator.js';
import { IsQueryInteger } from './is-query-integer.decorator.js';
import { MayBeAbsent } from './may-be-absent.decorator.js';
import { VersionAsETag } from './version-as-etag.interceptor.js';

class Line {
  @IsInt() readonly amountMinor!: number;
}

class Order {
  @IsString() readonly name!: string;
  @MayBeAbsent() @IsIsoDate() readonly occurredAt?: Date;
  @MayBeAbsent() @IsArray() @ValidateNested({ each: true }) @Type(() => Line) readonly lines?: Line[];
}

class Nothing {
  @MayBeAbsent() @IsString() readonly reason?: string;
}

class Page {
  @MayBeAbsent() @IsName({ maxBytes: 4 }) readonly name?: string;
  @MayBeAbsent() @IsQueryInteger({ min: 1, max: 10 }) @IsAloneAmong(['from', 'name']) readonly from?: number;
  @MayBeAbsent() @IsIsoDate({ dateOnly: 'end-of-day' }) readonly by?: Date;
}

class OutOfStock extends DaybookError {
  readonly code = 'out-of-stock';
  constructor(readonly sku: string) {
    super(`There is none left of ${sku}. Wait.`);
  }
}

class Unnamed extends DaybookError {
  readonly code = 'secret-made-public';
  readonly password = 'hunter2';
}

/** What a broken rule is to this copy of the domain when another installed copy has thrown it. */
class ForeignViolation extends Error {
  readonly code = 'insufficient-funds';
  readonly data = { balanceMinor: 5 };
  static {
    for (const mark of ['error', 'business-rule-violation']) {
      Object.defineProperty(this.prototype, Symbol.for(`daybook.${mark}`), { value: true });
    }
  }
}

const failures: Record<string, () => never> = {
  foreign: () => {
    throw new ForeignViolation('The balance is too low.');
  },
  rule: () => {
    throw new BusinessRuleViolation('insufficient-funds', 'The balance is too low.', { balanceMinor: 5 });
  },
  own: () => {
    throw new OutOfStock('apple');
  },
  unlisted: () => {
    throw new Unnamed('password hunter2 at /srv/app');
  },
  nest: () => {
    throw new ConflictException('Taken already');
  },
  crash: () => {
    throw new TypeError('password hunter2 at /srv/app');
  },
  driver: () => {
    throw Object.assign(new Error('password hunter2'), { code: '23505', statusCode: 500 });
  },
};

const seen: unknown[] = [];

@Controller()
class Probe {
  @Post('orders') take(@Body() order: Order): object {
    seen.push(order);
    return { lines: order.lines?.length ?? 0, occurredAt: order.occurredAt ?? null };
  }
  @Post('nothing') nothing(@Body() body: Nothing): void {
    seen.push(body);
  }
  @Get('orders') list(@Query() page: Page): object {
    return { ...page, by: page.by ?? null };
  }
  @Get('versioned') @UseInterceptors(VersionAsETag) versioned(): { version: number } {
    return { version: 7 };
  }
  @Get('failures/:name') fail(@Param('name') name: string): void {
    failures[name]?.();
  }
}

@Module({ controllers: [Probe] })
class ProbeModule {}

const platforms: [string, () => AbstractHttpAdapter][] = [
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
];

describe.each(platforms)('The HTTP kit on %s', (_platform, adapter) => {
  let app: INestApplication;
  let origin: string;
  const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);

  beforeAll(async () => {
    app = await NestFactory.create(ProbeModule, adapter(), { logger: false });
    configureHttp(app, { bodyLimit: 4096, statuses: { 'out-of-stock': 410 } });
    await app.listen(0, '127.0.0.1');
    origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  });
  afterAll(() => app.close());

  async function answer(
    response: Promise<Response>,
  ): Promise<{ status: number; type: string | null; body: Record<string, unknown> }> {
    const { status, headers, ...rest } = await response.then(async (it) => ({
      status: it.status,
      headers: it.headers,
      text: await it.text(),
    }));
    return {
      status,
      type: headers.get('content-type'),
      body: JSON.parse(rest.text || '{}') as Record<string, unknown>,
    };
  }
  const get = (path: string) => answer(fetch(`${origin}${path}`));
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    answer(fetch(`${origin}${path}`, { method: 'POST', body, headers: { 'content-type': type } }));
  const send = (body: unknown) => post('/orders', JSON.stringify(body));

  test('a valid body reaches the handler as its class, with dates as dates', async () => {
    const sent = { name: 'x', occurredAt: '2021-02-28', lines: [{ amountMinor: 1 }] };
    expect((await send(sent)).body).toEqual({ lines: 1, occurredAt: '2021-02-28T00:00:00.000Z' });
    expect(seen.pop()).toBeInstanceOf(Order);
  });

  test('each wrong field is named by its path', async () => {
    const { status, type, body } = await send({ name: 1, lines: [{ amountMinor: 1 }, { amountMinor: '1' }] });
    expect(status).toBe(400);
    expect(type).toContain('application/problem+json');
    expect(body).toMatchObject({
      type: 'urn:problem-type:request-invalid',
      title: 'Request invalid',
      status: 400,
      code: 'request-invalid',
      instance: '/orders',
      errors: [{ field: 'name' }, { field: 'lines.1.amountMinor' }],
    });
  });

  test.each([
    ['an unknown field', '{"name":"x","nope":1}', 'nope'],
    ['an unknown nested field', '{"name":"x","lines":[{"amountMinor":1,"a":1}]}', 'lines.0.a'],
    ['null in the place of an absent field', '{"name":"x","lines":null}', 'lines'],
    ['a day that does not exist', '{"name":"x","occurredAt":"2021-02-30"}', 'occurredAt'],
    ['an array in the place of an object', '[{"name":"x"}]', ''],
    ['a text in the place of an object inside', '{"name":"x","lines":["a"]}', 'lines.0'],
    ['NUL in a text', '{"name":"a\\u0000b"}', 'name'],
    ['half of a surrogate pair', '{"name":"\\ud800"}', 'name'],
    ['a number beyond all numbers', '{"name":"x","lines":[{"amountMinor":1e400}]}', 'lines.0.amountMinor'],
    ['a key that reaches for the prototype', '{"name":"x","__proto__":{"a":1}}', '__proto__'],
    ['such a key inside', '{"name":"x","lines":[{"amountMinor":1,"__proto__":{}}]}', 'lines.0.__proto__'],
    ['a constructor', '{"name":"x","constructor":{"prototype":{}}}', 'constructor'],
  ])('%s is refused with 400 and reaches nobody', async (_what, text, field) => {
    seen.length = 0;
    const { status, body } = await post('/orders', text);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'request-invalid' });
    const [error] = body['errors'] as { field: string }[];
    expect(error?.field).toContain(field);
    expect(seen).toEqual([]);
  });

  test('64 levels of nesting are let through to the rules, 65 are refused before them', async () => {
    const nested = (levels: number) => `{"name":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`;
    const { body: within } = await post('/orders', nested(64));
    const { status, body: beyond } = await post('/orders', nested(65));
    expect(within).toMatchObject({ errors: [{ field: 'name', message: 'name must be a string' }] });
    expect(status).toBe(400);
    expect(beyond).toMatchObject({ errors: [{ message: 'must not be nested more than 64 levels deep' }] });
  });

  test.each([
    ['text that is not JSON', 'nope'],
    ['JSON that stops', '{"name":'],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['JSON in UTF-16', new Uint8Array(Buffer.from('{"name":"x"}', 'utf16le')), 'application/json; charset=utf-16'],
  ])('%s is refused with 400', async (_what, text, type = 'application/json') => {
    const { status, body } = await post('/orders', text, type);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'malformed-json', errors: [{ field: 'body' }], instance: '/orders' });
  });

  test('a body over the limit is refused with 413', async () => {
    const { status, type, body } = await send({ name: 'x'.repeat(5000) });
    expect(status).toBe(413);
    expect(type).toContain('application/problem+json');
    expect(body).toMatchObject({ status: 413, code: 'payload-too-large', instance: '/orders' });
  });

  test('a body that is not declared as JSON is refused with 415, also where none is needed', async () => {
    seen.length = 0;
    expect(await post('/nothing', 'reason=x', 'application/x-www-form-urlencoded')).toMatchObject({ status: 415 });
    expect(await post('/nothing', '{}', 'text/plain')).toMatchObject({ status: 415 });
    expect(seen).toEqual([]);
  });

  test('an absent body counts as an empty one', async () => {
    expect((await answer(fetch(`${origin}/nothing`, { method: 'POST' }))).status).toBe(201);
    expect((await answer(fetch(`${origin}/orders`, { method: 'POST' }))).body).toMatchObject({
      errors: [{ field: 'name' }],
    });
  });

  test('a query is validated like a body', async () => {
    expect((await get('/orders?by=2021-02-28')).body).toEqual({ by: '2021-02-28T23:59:59.999Z' });
    expect((await get('/orders?by=yesterday')).body).toMatchObject({ status: 400, errors: [{ field: 'by' }] });
    expect((await get('/orders?by=2021-02-28&by=2021-03-01')).status).toBe(400);
    expect((await get('/orders?nope=1')).body).toMatchObject({ errors: [{ field: 'nope' }] });
  });

  test.each([
    ['from=10', { from: 10, by: null }],
    ['name=%C3%A9%C3%A9', { name: 'éé', by: null }],
  ])('a query of ?%s is read as it was meant', async (query, read) => {
    expect((await get(`/orders?${query}`)).body).toEqual(read);
  });

  test.each([
    ['from=0', 'from', 'from must be a whole number from 1 to 10'],
    ['from=11', 'from', 'from must be a whole number from 1 to 10'],
    ['from=', 'from', 'from must be a whole number from 1 to 10'],
    ['from=1e0', 'from', 'from must be a whole number from 1 to 10'],
    ['from=01', 'from', 'from must be a whole number from 1 to 10'],
    ['from=1&name=a', 'from', 'from must not be given together with name'],
    ['name=%24all', 'name', 'name is no valid name: reserved-prefix'],
    ['name=abcde', 'name', 'name must take at most 4 bytes in UTF-8'],
    ['name=%C3%A9%C3%A9%C3%A9', 'name', 'name must take at most 4 bytes in UTF-8'],
  ])('a query of ?%s is refused', async (query, field, message) => {
    expect((await get(`/orders?${query}`)).body).toMatchObject({ status: 400, errors: [{ field, message }] });
  });

  test('a version is sent as the ETag', async () => {
    expect((await fetch(`${origin}/versioned`)).headers.get('etag')).toBe('"7"');
  });

  test.each(['rule', 'foreign'])('a broken rule (%s) is a 422 under its own code, with its data', async (name) => {
    expect((await get(`/failures/${name}`)).body).toEqual({
      type: 'urn:problem-type:insufficient-funds',
      title: 'Insufficient funds',
      status: 422,
      code: 'insufficient-funds',
      detail: 'The balance is too low.',
      data: { balanceMinor: 5 },
      instance: `/failures/${name}`,
    });
  });

  test('a code of the application has the status that it was given', async () => {
    expect((await get('/failures/own')).body).toMatchObject({ status: 410, code: 'out-of-stock', sku: 'apple' });
  });

  test("an error of Nest keeps its status and says it in the status's words", async () => {
    expect((await get('/failures/nest')).body).toEqual({
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'conflict',
      detail: 'Taken already',
      instance: '/failures/nest',
    });
    expect((await get('/nowhere?secret=1')).body).toMatchObject({
      status: 404,
      code: 'not-found',
      instance: '/nowhere',
    });
  });

  test.each(['crash', 'driver', 'unlisted'])(
    'an unforeseen error (%s) says nothing of the inside and is logged',
    async (name) => {
      logged.mockClear();
      const { status, body } = await get(`/failures/${name}`);
      expect(status).toBe(500);
      expect(JSON.stringify(body)).not.toMatch(/hunter2|srv|23505/);
      expect(logged).toHaveBeenCalledWith(
        expect.stringMatching(`GET /failures/${name} was answered with 500, correlation id [0-9a-f-]{36}$`),
        expect.stringContaining('hunter2'),
      );
    },
  );

  test('a path that cannot be decoded is a 400', async () => {
    expect((await get('/failures/%E0%A4%A')).status).toBe(400);
  });
});
