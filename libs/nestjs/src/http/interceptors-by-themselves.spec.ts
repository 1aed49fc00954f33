import 'reflect-metadata';
import { EventStore, noValidation } from '@daybook/event-store';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Controller, type INestApplication, Module, Param, Post, UseInterceptors } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AggregateRepository } from '../commands/aggregate-repository.js';
import { Tally } from '../commands/example/tally.js';
import { MessageContext } from '../commands/message/message-context.js';
import { InjectAggregateRepository } from '../module/aggregate-repository.token.js';
import { DaybookModule } from '../module/daybook.module.js';
import { MessageFromRequest } from './message-from-request.interceptor.js';
import { PositionHeader } from './position-header.interceptor.js';

@Controller()
class Some {
  constructor(@InjectAggregateRepository(Tally) private readonly tallies: AggregateRepository<Tally>) {}

  @Post('messages/:id') @UseInterceptors(MessageFromRequest) async message(@Param('id') id: string): Promise<object> {
    await this.tallies.create(id, (tally) => tally.begin('o-1'));
    return { correlationId: MessageContext.current?.metadata.correlationId };
  }
  @Post('positions/:id') @UseInterceptors(PositionHeader) async position(@Param('id') id: string): Promise<object> {
    await this.tallies.create(id, (tally) => tally.begin('o-1'));
    return {};
  }
  @Post('neither') neither(): object {
    return { isInMessage: MessageContext.current !== undefined };
  }
}

@Module({
  imports: [
    DaybookModule.forRoot({ store: 'memory', validation: noValidation }),
    DaybookModule.forFeature({ aggregates: [Tally] }),
  ],
  controllers: [Some],
})
class SomeModule {}

let app: INestApplication;
beforeAll(async () => {
  app = await NestFactory.create(SomeModule, { logger: false });
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

async function post(path: string): Promise<[body: object, position: string | null]> {
  const headers = { 'X-Correlation-Id': 'c-1', 'Idempotency-Key': 'k-1' };
  const answer = await fetch(`${await app.getUrl()}/${path}`, { method: 'POST', headers });
  return [(await answer.json()) as object, answer.headers.get('daybook-position')];
}

test('A route may have the message without the rest of the kit', async () => {
  expect(await post('messages/t-1')).toEqual([{ correlationId: 'c-1' }, null]);
  expect(await post('messages/t-1')).toEqual([{ correlationId: 'c-1' }, null]);
});

test('A route may have the position without the rest of the kit', async () => {
  const answer = await post('positions/t-2');
  expect(answer).toEqual([{}, String(await app.get(EventStore).head())]);
});

test('A route beside them has nothing of it', async () => {
  expect(await post('neither')).toEqual([{ isInMessage: false }, null]);
});
