import 'reflect-metadata';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import type { INestApplication } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { AppModule } from '../../src/app.module.js';
import { configureApp } from '../../src/configure-app.js';
import type { HarbourSettings } from '../../src/harbour-settings.js';
import { migrateSchema } from '../../src/migrate-database.js';

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** A database as Harbour's owner leaves it, read models included. */
export function newHarbourDatabase(): Promise<TestDatabase> {
  return createTestDatabase({ migrate: migrateSchema });
}

/** Harbour as it runs, on a database of its own, asked over HTTP. */
export class RunningHarbour {
  private constructor(
    readonly app: INestApplication,
    readonly database: TestDatabase,
    readonly origin: string,
  ) {}

  /**
   * @param configure in place of what stands in front of the controllers when it runs
   * @param settings default none, whatever the environment says
   */
  static async start(
    adapter: AbstractHttpAdapter = new ExpressAdapter(),
    configure: (app: INestApplication) => void = configureApp,
    settings: HarbourSettings = {},
  ): Promise<RunningHarbour> {
    return RunningHarbour.#startOn(await newHarbourDatabase(), adapter, configure, settings);
  }

  /** On a database that others have made, which it takes as its own. */
  static on(database: TestDatabase, settings: HarbourSettings = {}): Promise<RunningHarbour> {
    return RunningHarbour.#startOn(database, new ExpressAdapter(), configureApp, settings);
  }

  /** One more on the same database. Only its application is to be closed. */
  another(): Promise<RunningHarbour> {
    return RunningHarbour.#startOn(this.database, new ExpressAdapter(), configureApp);
  }

  static async #startOn(
    database: TestDatabase,
    adapter: AbstractHttpAdapter,
    configure: (app: INestApplication) => void,
    settings: HarbourSettings = {},
  ): Promise<RunningHarbour> {
    const options = { logger: false, abortOnError: false } as const;
    const app = await NestFactory.create(AppModule.on(database.applicationUrl, settings), adapter, options);
    configure(app);
    await app.listen(0, '127.0.0.1');
    const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
    return new RunningHarbour(app, database, `http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.database.drop();
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask(path, { headers });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, JSON.stringify(body), 'application/json', headers);
  }

  /** Sends a text as it is. */
  send(path: string, body: string, type = 'application/json', headers: Record<string, string> = {}): Promise<Answer> {
    return this.#ask(path, { method: 'POST', body, headers: { 'content-type': type, ...headers } });
  }

  async #ask(path: string, request: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.origin}${path}`, request);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const body = (isJson ? JSON.parse(text) : { text }) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body };
  }
}
