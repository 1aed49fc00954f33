import 'reflect-metadata';
import { BusinessRuleViolation } from '@daybook/domain';
import { EventStore, noValidation } from '@daybook/event-store';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Body, Controller, type INestApplication, Logger, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import {
  type ClientProxy,
  ClientProxyFactory,
  MessagePattern,
  type MicroserviceOptions,
  Payload,
  RpcException,
  Transport,
} from '@nestjs/microservices';
import { IsInt } from 'class-validator';
import type { AddressInfo } from 'node:net';
import { firstValueFrom, timeout } from 'rxjs';
import { AggregateRepository } from '../commands/aggregate-repository.js';
import { Tally } from '../commands/example/tally.js';
import { MessageContext } from '../commands/message/message-context.js';
import { InjectAggregateRepository } from '../module/aggregate-repository.token.js';
import { DaybookModule } from '../module/daybook.module.js';
import { configureHttp } from './configure-http.js';
import { HeadersOfEverything } from './example/headers-of-everything.guard.js';

class Amount {
  @IsInt() readonly amount!: number;
}

class Begin {
  constructor(readonly id: string) {}
}

@CommandHandler(Begin)
class BeginHandler implements ICommandHandler<Begin> {
  constructor(@InjectAggregateRepository(Tally) private readonly tallies: AggregateRepository<Tally>) {}

  async execute({ id }: Begin): Promise<number> {
    return (await this.tallies.create(id, (tally) => tally.begin('rpc'))).version;
  }
}

/** What the payload of a message was to its handler. */
const seen: unknown[] = [];

@Controller()
class Both {
  constructor(private readonly commands: CommandBus) {}

  @Post('amounts') take(@Body() { amount }: Amount): object {
    return { amount };
  }
  @MessagePattern('amounts') payload(@Payload() amount: Amount): object {
    seen.push(amount);
    return { isInMessage: MessageContext.current !== undefined };
  }
  @MessagePattern('begin') begin(@Payload() id: string): Promise<number> {
    return this.commands.execute(new Begin(id));
  }
  @MessagePattern('refuse') refuse(): never {
    throw new BusinessRuleViolation('insufficient-funds', 'The balance is too low.', {});
  }
  @MessagePattern('explain') explain(): never {
    throw new RpcException({ code: 'too-late', at: 5 });
  }
  @MessagePattern('crash') crash(): never {
    throw new TypeError('inside');
  }
}

@Module({
  imports: [
    CqrsModule.forRoot(),
    DaybookModule.forRoot({ store: 'memory', validation: noValidation }),
    DaybookModule.forFeature({ aggregates: [Tally] }),
  ],
  providers: [BeginHandler],
  controllers: [Both],
})
class BothModule {}

const kits: Record<string, (app: INestApplication) => void> = {
  'without the kit': () => undefined,
  'with the kit': (app) => configureHttp(app),
  'with a guard that takes everything for HTTP': (app) => app.useGlobalGuards(new HeadersOfEverything()),
};

/** A hybrid application: HTTP and TCP, with one configuration for both. */
class Hybrid {
  private constructor(
    private readonly app: INestApplication,
    private readonly client: ClientProxy,
  ) {}

  static async start(configure: (app: INestApplication) => void): Promise<Hybrid> {
    const app = await NestFactory.create(BothModule, { logger: false });
    configure(app);
    const options = { host: '127.0.0.1', port: 0 };
    const microservice = app.connectMicroservice<MicroserviceOptions>(
      { transport: Transport.TCP, options },
      { inheritAppConfig: true },
    );
    await app.startAllMicroservices();
    await app.listen(0, '127.0.0.1');
    const { port } = microservice.unwrap<{ address(): AddressInfo }>().address();
    return new Hybrid(app, ClientProxyFactory.create({ transport: Transport.TCP, options: { ...options, port } }));
  }

  /** What the client gets: the answer, or the error. */
  async send(pattern: string, payload: unknown): Promise<unknown> {
    const answer = firstValueFrom(this.client.send<unknown>(pattern, payload).pipe(timeout(5000)));
    return answer.catch((refused: unknown) => ({ refused }));
  }

  async post(body: string): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    return fetch(`${await this.app.getUrl()}/amounts`, { method: 'POST', body, headers });
  }

  async stop(): Promise<void> {
    await this.client.close();
    await this.app.close();
  }
}

const messagesAbout = (id: string): [string, unknown][] => [
  ['amounts', { amount: 'no number', more: true }],
  ['amounts', 'text'],
  ['begin', id],
  ['begin', id],
  ['refuse', {}],
  ['explain', {}],
  ['crash', {}],
  ['nobody', {}],
];

describe('To a client of the microservice of a hybrid application', () => {
  const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  const hybrids = new Map<string, Hybrid>();

  beforeAll(async () => {
    for (const [kit, configure] of Object.entries(kits)) hybrids.set(kit, await Hybrid.start(configure));
  });
  afterAll(() => Promise.all([...hybrids.values()].map((hybrid) => hybrid.stop())));

  async function exchange(kit: string, id: string): Promise<object> {
    seen.length = 0;
    logged.mockClear();
    const answers: unknown[] = [];
    for (const [pattern, payload] of messagesAbout(id)) answers.push(await hybrids.get(kit)?.send(pattern, payload));
    return { answers, seen: [...seen], logged: logged.mock.calls.map(([error]) => String(error)) };
  }

  test('the kit is not there: its messages are handled, fail and are logged as they would be without', async () => {
    const without = await exchange('without the kit', 't-1');
    expect(without).toMatchObject({
      answers: [
        { isInMessage: false },
        { isInMessage: false },
        1,
        { refused: { message: 'Internal server error' } },
        { refused: { message: 'Internal server error' } },
        { refused: { code: 'too-late', at: 5 } },
        { refused: { message: 'Internal server error' } },
        { refused: expect.stringContaining('no matching') },
      ],
      seen: [{ amount: 'no number', more: true }, 'text'],
    });
    expect(await exchange('with the kit', 't-1')).toEqual(without);
  });

  test('while HTTP has it', async () => {
    const answer = await hybrids.get('with the kit')?.post('{"amount":"no number","more":true}');
    expect(answer?.status).toBe(400);
    expect(await answer?.json()).toMatchObject({ errors: [{ field: 'more' }, { field: 'amount' }] });
  });

  test('a guard that takes everything for HTTP is found out', async () => {
    const found = await exchange('with a guard that takes everything for HTTP', 't-2');
    expect(found).not.toEqual(await exchange('without the kit', 't-2'));
    expect(found).toMatchObject({ seen: [] });
  });
});

test('In an application without a server commands work, each as a conversation of its own', async () => {
  const app = await NestFactory.createApplicationContext(BothModule, { logger: false });
  expect(await app.get(CommandBus).execute(new Begin('tally-1'))).toBe(1);
  const events = app.get(EventStore).readStream('tally-tally-1');
  for await (const { metadata } of events) {
    expect(metadata).toEqual({
      command: 'Begin',
      causationId: expect.any(String),
      correlationId: metadata.causationId,
    });
  }
  await app.close();
});
