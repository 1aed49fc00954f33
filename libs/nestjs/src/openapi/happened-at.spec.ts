import 'reflect-metadata';
import { ManualClock } from '@daybook/domain';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Body, Controller, type INestApplication, Module, Post, type Type as ClassOf } from '@nestjs/common';
import { HttpAdapterHost, NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { configureHttp, type HttpOptions } from '../http/configure-http.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { createValidationPipe } from '../http/validation.pipe.js';
import { DaybookModule } from '../module/daybook.module.js';
import { HappenedAt } from './happened-at.decorator.js';

class Line {
  @HappenedAt() readonly occurredAt?: Date;
}
class Receipt {
  @HappenedAt() readonly occurredAt?: Date;
  @ValidateNested({ each: true }) @Type(() => Line) readonly lines: Line[] = [];
}

@Controller('receipts')
class Receipts {
  @Post() receive(@Body() { occurredAt }: Receipt): object {
    return { occurredAt };
  }
}

// Far from the clock of any machine that this runs on.
const clock = new ManualClock();
const longAgo = new Date('2001-02-03T04:05:06.789Z');

@Module({ imports: [DaybookModule.forRoot({ store: 'memory', clock })], controllers: [Receipts] })
class WithDaybook {}

@Module({ controllers: [Receipts] })
class WithoutDaybook {}

let app: INestApplication;
afterEach(() => app.close());

const kit = (its: INestApplication): void => configureHttp(its);

async function start(module: ClassOf, configure: (app: INestApplication) => void = kit): Promise<void> {
  clock.set(longAgo);
  app = await NestFactory.create(module, { logger: false });
  configure(app);
  await app.listen(0, '127.0.0.1');
}

const withOptions = (options: HttpOptions) => (its: INestApplication) => configureHttp(its, options);
const after = (ms: number, from = clock.now()): string => new Date(from.getTime() + ms).toISOString();

/** The fields that are wrong, or none. */
async function wrongIn(body: object): Promise<readonly string[]> {
  const answer = await fetch(`${await app.getUrl()}/receipts`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  if (answer.status === 201) return [];
  const { status, errors } = (await answer.json()) as { status: number; errors: { field: string; message: string }[] };
  expect(status).toBe(400);
  return errors.map(({ field, message }) => `${field}: ${message}`);
}

const minutesMs = 60_000;
const refusal = [
  expect.stringMatching(/^occurredAt: occurredAt must not lie more than 300 s ahead .*2001-02-03T04:05/),
];

describe('When something happened', () => {
  test('is now, before, or five minutes ahead at most, by the clock of the application', async () => {
    await start(WithDaybook);
    expect(await wrongIn({})).toEqual([]);
    expect(await wrongIn({ occurredAt: '0001-01-01' })).toEqual([]);
    expect(await wrongIn({ occurredAt: after(5 * minutesMs) })).toEqual([]);
    expect(await wrongIn({ occurredAt: after(5 * minutesMs + 1) })).toEqual(refusal);
    expect(await wrongIn({ occurredAt: '2002-01-01' })).toEqual(refusal);
  });

  test('goes by that clock when it is moved', async () => {
    await start(WithDaybook);
    clock.set(new Date('2999-01-01'));
    expect(await wrongIn({ occurredAt: '2999-01-01' })).toEqual([]);
    expect(await wrongIn({ occurredAt: '2999-01-02' })).toHaveLength(1);
  });

  test('is judged beside the other fields, wherever it stands in a body', async () => {
    await start(WithDaybook);
    const lines = [{ occurredAt: '2000-01-01' }, { occurredAt: '2062-01-01' }];
    expect(await wrongIn({ occurredAt: 'today', lines })).toEqual([
      expect.stringMatching(/^occurredAt: .*ISO 8601/),
      expect.stringMatching(/^lines\.1\.occurredAt: /),
    ]);
  });

  test('may lie as far ahead as the application says', async () => {
    await start(WithDaybook, withOptions({ aheadMs: 0 }));
    expect(await wrongIn({ occurredAt: after(0) })).toEqual([]);
    expect(await wrongIn({ occurredAt: after(1) })).toHaveLength(1);
    await app.close();
    await start(WithDaybook, withOptions({ aheadMs: Infinity }));
    expect(await wrongIn({ occurredAt: '9999-12-31' })).toEqual([]);
  });

  test('goes by the clock of the machine where Daybook is not there', async () => {
    await start(WithoutDaybook);
    const now = new Date();
    expect(await wrongIn({ occurredAt: after(0, now) })).toEqual([]);
    expect(await wrongIn({ occurredAt: after(10 * minutesMs, now) })).toHaveLength(1);
  });

  test('by the clock of the machine alone, what lies ahead of the application would be believed', async () => {
    await start(WithDaybook, (its) => {
      its.useGlobalPipes(createValidationPipe());
      its.useGlobalFilters(new ProblemFilter(its.get(HttpAdapterHost)));
    });
    expect(await wrongIn({ occurredAt: '2002-01-01' })).toEqual([]);
  });

  test('is described with what is refused', async () => {
    await start(WithDaybook);
    const { components } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
    expect(JSON.stringify(components?.schemas?.['Receipt'])).toMatch(/When it happened.*Refused if it lies .* ahead/);
  });
});
