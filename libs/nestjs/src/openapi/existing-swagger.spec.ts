import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Body, Controller, Get, type INestApplication, Logger, Module, Param, Post } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProperty,
  ApiPropertyOptional,
  DocumentBuilder,
  type OpenAPIObject,
  SwaggerModule,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayNotEmpty, IsIn, IsInt, IsOptional, IsString, Min, ValidateNested } from 'class-validator';
import { configureHttp } from '../http/configure-http.js';
import { IsName } from '../http/is-name.decorator.js';
import { DaybookModule } from '../module/daybook.module.js';
import { ApiProblems } from './api-problems.decorator.js';

// An application with DTOs as its team has written them, without the plugin of the Nest CLI.
class Line {
  @ApiProperty() @IsString() readonly sku!: string;
  @ApiProperty({ minimum: 1 }) @IsInt() @Min(1) readonly quantity!: number;
}
class PlaceOrder {
  @ApiProperty() @IsName() readonly orderId!: string;
  @ApiProperty({ enum: ['post', 'courier'] }) @IsIn(['post', 'courier']) readonly by!: string;
  @ApiProperty({ type: [Line] })
  @ValidateNested({ each: true })
  @Type(() => Line)
  @ArrayNotEmpty()
  readonly lines!: Line[];
  @ApiPropertyOptional() @IsOptional() @IsString() readonly note?: string;
}
class Order {
  @ApiProperty() readonly orderId!: string;
}

@Controller('orders')
class OrdersController {
  @Post()
  @ApiCreatedResponse({ type: Order })
  @ApiProblems({ 409: 'There is such an order', 422: '`order-must-not-be-empty`' }, { body: true })
  place(@Body() { orderId }: PlaceOrder): Order {
    return { orderId };
  }

  /** A route that was there before, and says nothing of problems. */
  @Get(':orderId')
  @ApiOkResponse({ type: Order })
  view(@Param('orderId') orderId: string): Order {
    return { orderId };
  }
}

@Module({ imports: [DaybookModule.forRoot({ store: 'memory' })], controllers: [OrdersController] })
class App {}

// On Fastify the page needs @fastify/static besides; the document does not.
const adapters: [string, () => AbstractHttpAdapter, boolean][] = [
  ['Express', () => new ExpressAdapter(), true],
  ['Fastify', () => new FastifyAdapter(), false],
];

describe.each(adapters)('Swagger in an application that existed, on %s', (_name, adapter, ui) => {
  let app: INestApplication;
  let origin: string;
  let document: OpenAPIObject;

  beforeAll(async () => {
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    app = await NestFactory.create(App, adapter(), { logger: false });
    configureHttp(app);
    const config = new DocumentBuilder().setTitle('Orders').setVersion('1').build();
    SwaggerModule.setup('api', app, () => SwaggerModule.createDocument(app, config), { ui });
    await app.listen(0, '127.0.0.1');
    origin = await app.getUrl();
    document = (await (await fetch(`${origin}/api-json`)).json()) as OpenAPIObject;
  });
  afterAll(() => app.close());

  test('shows its document and its page, past the guards and pipes of the kit', async () => {
    const page = await fetch(`${origin}/api`);
    expect((await page.text()).includes('swagger-ui')).toBe(ui);
    expect(document.openapi).toMatch(/^3\./);
  });

  test('describes its DTOs as they are, and problems where a route says so', () => {
    expect(document.components?.schemas).toMatchObject({
      PlaceOrder: {
        required: ['orderId', 'by', 'lines'],
        properties: { lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } } },
      },
      Problem: { required: ['type', 'title', 'status', 'code'] },
    });
    const { post, get } = { ...document.paths['/orders'], ...document.paths['/orders/{orderId}'] };
    expect(Object.keys(post?.responses ?? {})).toEqual(['201', '400', '409', '413', '415', '422', '500', '503']);
    expect(post?.responses['409']).toMatchObject({
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
    expect(Object.keys(get?.responses ?? {})).toEqual(['200']);
  });

  test('is valid: every reference leads somewhere, every response is described, every operation has a name of its own', () => {
    const schemas = new Set(
      Object.keys(document.components?.schemas ?? {}).map((name) => `#/components/schemas/${name}`),
    );
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(references.length).toBeGreaterThan(3);
    expect(references.filter((reference) => !schemas.has(reference as string))).toEqual([]);
    const operations = Object.values(document.paths).flatMap(
      (path) => Object.values(path) as { operationId?: string; responses: Record<string, { description?: string }> }[],
    );
    expect(
      operations.flatMap(({ responses }) => Object.values(responses)).map(({ description }) => typeof description),
    ).not.toContain('undefined');
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  test('is told the truth: a request that the document calls a problem is answered with that', async () => {
    const ask = (body: object) =>
      fetch(`${origin}/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const order = { orderId: 'o-1', by: 'post', lines: [{ sku: 'lamp', quantity: 1 }] };
    expect((await ask(order)).status).toBe(201);
    const refused = await ask({ ...order, lines: [{ sku: 'lamp', quantity: 0 }] });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(await refused.json()).toMatchObject({ status: 400, errors: [{ field: 'lines.0.quantity' }] });
  });
});
