import 'reflect-metadata';
import { noValidation } from '@daybook/event-store';
import { describe, expect, test } from '@jest/globals';
import { Controller, type INestApplication, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { setTimeout as pause } from 'node:timers/promises';
import { AggregateRepository } from '../commands/aggregate-repository.js';
import { Tally } from '../commands/example/tally.js';
import { getAggregateRepositoryToken, InjectAggregateRepository } from '../module/aggregate-repository.token.js';
import { DaybookModule } from '../module/daybook.module.js';
import { configureHttp } from './configure-http.js';
import { LookAtTheVersionBefore, LookForTheAnswerBefore } from './example/look-before.interceptors.js';

@Controller('tallies/:id')
class Counting {
  constructor(@InjectAggregateRepository(Tally) private readonly tallies: AggregateRepository<Tally>) {}

  @Post('counts') async count(@Param('id') id: string): Promise<object> {
    // Long enough for others to come meanwhile, also where the machine is busy.
    await pause(20 + Math.random() * 5);
    const { version } = await this.tallies.update(id, (tally) => tally.count(1));
    return { version };
  }
}

@Module({
  imports: [
    DaybookModule.forRoot({ store: 'memory', validation: noValidation }),
    DaybookModule.forFeature({ aggregates: [Tally] }),
  ],
  controllers: [Counting],
})
class CountingModule {}

const talliesOf = (app: INestApplication) =>
  app.get<AggregateRepository<Tally>>(getAggregateRepositoryToken(Tally), { strict: false });

/** How often 50 requests at the same time have counted, and with how many different statuses and answers. */
async function counted(
  headers: Record<string, string>,
  configure: (app: INestApplication) => void,
): Promise<{ sum: number; answers: string[] }> {
  const app = await NestFactory.create(CountingModule, { logger: false });
  configure(app);
  await app.listen(0, '127.0.0.1');
  try {
    await talliesOf(app).create('t', (tally) => tally.begin('o-1'));
    const url = `${(await app.getUrl()).replace('[::1]', '127.0.0.1')}/tallies/t/counts`;
    const count = async () => {
      const answer = await fetch(url, { method: 'POST', headers });
      return `${answer.status} ${answer.ok ? await answer.text() : ''}`;
    };
    const answers = await Promise.all(Array.from({ length: 50 }, count));
    return { sum: (await talliesOf(app).load('t')).sum, answers: [...new Set(answers)].sort() };
  } finally {
    await app.close();
  }
}

const kit = (app: INestApplication): void => configureHttp(app);

describe('Of 50 requests at the same time', () => {
  test('those under one key are one, and get one answer', async () => {
    const headers = { 'Idempotency-Key': 'k-1' };
    expect(await counted(headers, kit)).toEqual({ sum: 1, answers: ['201 {"version":2}'] });
  });

  test('which an interceptor that looks for the answer before would let through', async () => {
    const looking = (app: INestApplication): void => void app.useGlobalInterceptors(new LookForTheAnswerBefore());
    const { sum, answers } = await counted({ 'Idempotency-Key': 'k-1' }, looking);
    expect(sum).toBeGreaterThan(1);
    expect(answers.length).toBeGreaterThan(1);
  });

  test('those that have seen one version are one, and 412 for the others', async () => {
    expect(await counted({ 'If-Match': '"1"' }, kit)).toEqual({ sum: 1, answers: ['201 {"version":2}', '412 '] });
  });

  test('which an interceptor that looks at the version before would let through', async () => {
    const looking = (app: INestApplication): void =>
      void app.useGlobalInterceptors(new LookAtTheVersionBefore(talliesOf(app)));
    expect((await counted({ 'If-Match': '"1"' }, looking)).sum).toBeGreaterThan(1);
  });
});
