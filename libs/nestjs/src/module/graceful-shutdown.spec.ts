import 'reflect-metadata';
import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  Controller,
  Get,
  type INestApplication,
  Injectable,
  Logger,
  Module,
  type OnModuleDestroy,
} from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DaybookHealth } from '../telemetry/daybook-health.js';
import { DaybookModule } from './daybook.module.js';

/** Stands for what an application has of its own, and needs until the last request is answered. */
@Injectable()
class Workshop implements OnModuleDestroy {
  isOpen = true;
  begun = 0;
  work = async (ms: number): Promise<string> => {
    this.begun += 1;
    await sleep(ms);
    return this.isOpen ? 'done' : 'destroyed before it was done';
  };
  onModuleDestroy(): void {
    this.isOpen = false;
  }
}

@Controller()
class WorkController {
  constructor(private readonly workshop: Workshop) {}
  @Get('quick') quick(): Promise<string> {
    return this.workshop.work(5);
  }
  @Get('slow') slow(): Promise<string> {
    return this.workshop.work(400);
  }
  @Get('slower') slower(): Promise<string> {
    return this.workshop.work(1_500);
  }
  @Get('endless') endless(): Promise<never> {
    this.workshop.begun += 1;
    return new Promise(() => undefined);
  }
}

interface Answer {
  readonly text: string;
  readonly connection: string | undefined;
}

let app: INestApplication;
let port: number;
const agents: Agent[] = [];

beforeAll(() => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
});
afterEach(async () => {
  for (const agent of agents.splice(0)) agent.destroy();
  await app.close();
});

async function start(adapter: AbstractHttpAdapter, drainWithinMs?: number): Promise<void> {
  @Module({
    imports: [DaybookModule.forRoot({ store: 'memory', ...(drainWithinMs !== undefined && { drainWithinMs }) })],
    controllers: [WorkController],
    providers: [Workshop],
  })
  class App {}
  app = await NestFactory.create(App, adapter, { logger: ['warn', 'error'] });
  await app.listen(0, '127.0.0.1');
  ({ port } = (app.getHttpServer() as { address(): { port: number } }).address());
}

function ask(path: string, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = get({ port, host: '127.0.0.1', path, agent: agent ?? false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ text, connection: response.headers.connection }));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}

/** Asks again and again on one connection, as a proxy does, until it is refused. */
async function askUntilRefused(
  path: string,
): Promise<{ readonly answers: readonly Answer[]; readonly refusal: unknown }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agents.push(agent);
  const answers: Answer[] = [];
  for (;;) {
    try {
      answers.push(await ask(path, agent));
    } catch (refusal) {
      return { answers, refusal };
    }
  }
}

/** A time that is too short for the busy, and long enough to see what goes on for ever. */
async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  return Promise.race([work.then(() => true), sleep(ms, false, { ref: false })]);
}

/** Waits until so many requests have come. */
async function begun(requests: number): Promise<void> {
  while (app.get(Workshop).begun < requests) await sleep(2);
}

const adapters: [string, () => AbstractHttpAdapter][] = [
  ['Express', () => new ExpressAdapter()],
  ['Fastify', () => new FastifyAdapter()],
];

describe.each(adapters)('A shutdown on %s', (_name, adapter) => {
  test('lets a request under way be answered before a module is destroyed, and says that its connection ends', async () => {
    await start(adapter());
    const slow = ask('/slow');
    await begun(1);
    await app.close();
    expect(await slow).toEqual({ text: 'done', connection: 'close' });
    expect(app.get(Workshop).isOpen).toBe(false);
  });

  test('ends although clients keep their connections busy: each is answered, and refused only where nothing was read', async () => {
    await start(adapter());
    const clients = Array.from({ length: 8 }, () => askUntilRefused('/quick'));
    let asked = 0;
    await begun(16);
    expect(await endsWithin(5_000, app.close())).toBe(true);
    for (const { answers, refusal } of await Promise.all(clients)) {
      expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['done']));
      // Reset is what the kernel had accepted, and the server not yet.
      expect(refusal).toMatchObject({ code: expect.stringMatching(/^ECONN(REFUSED|RESET)$/) });
      asked += answers.length;
    }
    expect(app.get(Workshop).begun).toBe(asked);
  });

  test('turns readiness down at once, and takes no new connection while it waits', async () => {
    await start(adapter());
    const slow = ask('/slower');
    await begun(1);
    const closing = app.close();
    await sleep(0);
    const readiness = await app.get(DaybookHealth).ready();
    expect(readiness).toMatchObject({ status: 'down', reasons: [{ code: 'shutting-down' }] });
    const { refusal } = await askUntilRefused('/quick');
    expect(refusal).toMatchObject({ code: expect.stringMatching(/^ECONN(REFUSED|RESET)$/) });
    expect(app.get(Workshop).isOpen).toBe(true);
    await expect(ask('/quick')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await Promise.all([slow, closing]);
  });

  test('cuts off what is not answered in time, and says how many requests that were', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await start(adapter(), 200);
    const cutOff = expect(ask('/endless')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await begun(1);
    expect(await endsWithin(5_000, app.close())).toBe(true);
    await cutOff;
    expect(warned).toHaveBeenCalledWith(expect.stringMatching(/1 had not been answered within 200 ms.*drainWithinMs/));
    warned.mockRestore();
  });

  test('of an idle application takes no time', async () => {
    await start(adapter());
    const begun = performance.now();
    await app.close();
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

test('A server with TLS stops listening before a module is destroyed as well', async () => {
  @Module({ imports: [DaybookModule.forRoot({ store: 'memory' })], providers: [Workshop] })
  class App {}
  app = await NestFactory.create(App, { logger: ['warn', 'error'], httpsOptions: {} });
  await app.listen(0, '127.0.0.1');
  const server = app.getHttpServer() as { readonly listening: boolean };
  let wasListening: boolean | undefined;
  jest.spyOn(app.get(Workshop), 'onModuleDestroy').mockImplementation(() => void (wasListening = server.listening));
  await app.close();
  expect(wasListening).toBe(false);
});

// What an application has without Daybook, and keeps where it says so: by this the tests above are seen to see.
describe('Nest alone (drainWithinMs: 0)', () => {
  test('destroys the modules under a request', async () => {
    await start(new ExpressAdapter(), 0);
    const slow = ask('/slow');
    await begun(1);
    await app.close();
    expect(await slow).toMatchObject({ text: 'destroyed before it was done' });
  });

  test('does not end while clients keep their connections busy', async () => {
    await start(new ExpressAdapter(), 0);
    const clients = Array.from({ length: 8 }, () => askUntilRefused('/slow'));
    await begun(8);
    expect(await endsWithin(1_000, app.close())).toBe(false);
    (app.getHttpServer() as { closeAllConnections(): void }).closeAllConnections();
    await Promise.all(clients);
  });
});
