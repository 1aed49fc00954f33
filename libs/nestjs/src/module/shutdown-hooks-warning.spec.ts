import 'reflect-metadata';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type DynamicModule, type INestApplicationContext, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DaybookModule } from './daybook.module.js';
import type { DaybookOptions } from './daybook-options.js';

@Module({})
class App {
  static with(options: DaybookOptions = {}): DynamicModule {
    return { module: App, imports: [DaybookModule.forRoot({ store: 'memory', ...options })] };
  }
}

const started: INestApplicationContext[] = [];
const { NODE_ENV } = process.env;
const own = process.listeners('SIGTERM');
const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);

beforeEach(() => {
  // As in a process that is no test: its environment, and nobody who listens.
  process.env['NODE_ENV'] = 'production';
  process.removeAllListeners('SIGTERM');
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  warned.mockClear();
});
afterEach(async () => {
  jest.useRealTimers();
  for (const app of started.splice(0)) await app.close();
  process.env['NODE_ENV'] = NODE_ENV;
  for (const listener of own) process.on('SIGTERM', listener);
});

async function listening(options?: DaybookOptions): Promise<INestApplicationContext> {
  const app = await NestFactory.create(App.with(options), { logger: ['warn'] });
  started.push(app);
  await app.listen(0, '127.0.0.1');
  return app;
}

function warningsAfter(ms: number): readonly unknown[] {
  jest.advanceTimersByTime(ms);
  return warned.mock.calls.map(([message]) => String(message)).filter((message) => message.includes('SIGTERM'));
}

test('An application that listens, and ends on the spot at SIGTERM, is warned of it once, with what to do', async () => {
  await listening();
  expect(warningsAfter(60_000)).toEqual([
    expect.stringMatching(/shutdown hooks are off.*app\.enableShutdownHooks\(\)/),
  ]);
});

test('One with shutdown hooks is not, though it turns them on only after it listens', async () => {
  const app = await listening();
  app.enableShutdownHooks();
  expect(warningsAfter(60_000)).toEqual([]);
});

test('Nor is one that listens for the signal by itself', async () => {
  const stop = (): void => undefined;
  process.on('SIGTERM', stop);
  await listening();
  expect(warningsAfter(60_000)).toEqual([]);
  process.off('SIGTERM', stop);
});

test('Nor is one that ends before the time is over', async () => {
  await (await listening()).close();
  expect(warningsAfter(60_000)).toEqual([]);
});

test('Nor is a tool: a process that runs nothing, or an application context', async () => {
  await listening({ run: 'none' });
  started.push(await NestFactory.createApplicationContext(App.with(), { logger: ['warn'] }));
  expect(warningsAfter(60_000)).toEqual([]);
});

test('Nor is a test', async () => {
  process.env['NODE_ENV'] = 'test';
  await listening();
  expect(warningsAfter(60_000)).toEqual([]);
});
