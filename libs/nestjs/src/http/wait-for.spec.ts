import 'reflect-metadata';
import { DomainEvent, EventType, On } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Controller, Get, type INestApplication, Injectable, Logger, Module } from '@nestjs/common';
import { type AbstractHttpAdapter, ExternalContextCreator, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { DaybookModule } from '../module/daybook.module.js';
import { FoldProjection } from '../projections/fold-projection.js';
import { Projection } from '../projections/projection.decorator.js';
import { ReadYourWrites } from '../projections/waiting/read-your-writes.js';
import { configureHttp } from './configure-http.js';
import { startTallies } from './example/waiting-tallies.js';
import { WaitsFor } from './waits-for.decorator.js';

@EventType('bell.rung')
class Rung extends DomainEvent<'bell.rung'> {}
class Bell {
  bellId!: string;
  rings!: number;
}
@Injectable()
abstract class Rings extends FoldProjection<Bell> {
  initial(bellId: string): Bell {
    return { bellId, rings: 0 };
  }
  @On(Rung) rung(row: Bell): void {
    row.rings++;
  }
}
@Projection('rings-inline', { version: 1, readModel: Bell, mode: 'inline' })
class InlineRings extends Rings {}
class AskedBell extends Bell {}
@Projection('rings-on-demand', { version: 1, readModel: AskedBell, mode: 'on-demand' })
class AskedRings extends Rings {}

@Controller('bells')
@WaitsFor(InlineRings)
class Bells {
  @Get('inline') inline(): object {
    return {};
  }
  @Get('on-demand') @WaitsFor(AskedRings) onDemand(): object {
    return {};
  }
}

@Module({
  imports: [DaybookModule.forRoot({ store: 'memory', waiting: { timeoutMs: 50 } })],
  controllers: [Bells],
  providers: [InlineRings, AskedRings],
})
class BellsModule {}

let app: INestApplication | undefined;
afterEach(async () => {
  await app?.close();
  app = undefined;
  jest.restoreAllMocks();
});

const adapters: readonly (readonly [string, () => AbstractHttpAdapter])[] = [
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
];

describe.each(adapters)('On %s, in memory,', (_, adapter) => {
  test('a client reads what it wrote, 100 times', async () => {
    const started = await startTallies(undefined, {}, adapter());
    app = started.app;
    for (let round = 1; round <= 100; round++) {
      const position = await started.client.count('t-1', 1);
      expect((await started.client.read('t-1/sum', position)).body).toEqual({ sum: round });
    }
  });

  test('a header that is no position is refused, whatever is read', async () => {
    const started = await startTallies(undefined, {}, adapter());
    app = started.app;
    for (const header of ['', ' ', '-1', '1.5', '1e3', '017', 'now', '"17"', '1, 2', '9007199254740992']) {
      const { status, body } = await started.client.read('t-1/sum', header);
      expect([header, status, body['code']]).toEqual([header, 400, 'request-invalid']);
      expect(body['errors']).toMatchObject([{ field: 'Daybook-Wait-For' }]);
    }
    expect((await started.client.read('t-1/sum', ' 0 ')).status).toBe(200);
  });

  test('a time that is over is a problem that says how far the rows are', async () => {
    const started = await startTallies(undefined, { run: 'none', waiting: { timeoutMs: 20 } }, adapter());
    app = started.app;
    jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const { status, body, headers } = await started.client.read('t-1/sum', '7');
    expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ code: 'projection-behind', projection: 'tally-sums', position: 7, at: 0 });
  });
});

async function startBells(): Promise<(path: string, position: number) => Promise<number>> {
  app = await NestFactory.create(BellsModule, { logger: false });
  configureHttp(app);
  await app.listen(0, '127.0.0.1');
  const origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return async (path, position) => {
    const headers = { 'Daybook-Wait-For': String(position) };
    return (await fetch(`${origin}/bells/${path}`, { headers })).status;
  };
}

test('What appends write, and what is folded when it is asked, is there at once', async () => {
  const statusOf = await startBells();
  const { position } = await (app as INestApplication)
    .get(EventStore)
    .append('bell-1', [Rung.of()], { expected: 'any' });
  expect(await statusOf('inline', position)).toBe(200);
  expect(await statusOf('on-demand', position)).toBe(200);
  // The log itself has not come so far.
  expect(await statusOf('on-demand', position + 1)).toBe(503);
});

test('Outside of HTTP nothing is waited for', async () => {
  await startBells();
  const waited = jest.spyOn((app as INestApplication).get(ReadYourWrites), 'waitFor');
  const controller = (app as INestApplication).get(Bells);
  const creator = (app as INestApplication).get(ExternalContextCreator);
  const called = creator.create(
    controller,
    () => controller.inline(),
    'inline',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    'rpc',
  );
  expect(await called()).toEqual({});
  expect(waited).not.toHaveBeenCalled();
});

test('OpenAPI shows the header on routes with the decorator, and on no other', async () => {
  const started = await startTallies(undefined, { run: 'none' });
  app = started.app;
  const parametersOf = (document: ReturnType<typeof SwaggerModule.createDocument>, path: string) =>
    (document.paths[path]?.get?.parameters ?? []).flatMap((one) =>
      'name' in one && one.in === 'header' ? one.name : [],
    );
  const tallies = SwaggerModule.createDocument(started.app, new DocumentBuilder().build());
  expect(parametersOf(tallies, '/tallies/{id}/sum')).toEqual(['Daybook-Wait-For']);
  expect(parametersOf(tallies, '/tallies/{id}/whatever')).toEqual([]);
  await started.app.close();
  await startBells();
  const bells = SwaggerModule.createDocument(app, new DocumentBuilder().build());
  expect(parametersOf(bells, '/bells/inline')).toEqual(['Daybook-Wait-For']);
});
