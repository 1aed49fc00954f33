import 'reflect-metadata';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { AppModule } from '../../src/app.module.js';
import { configureApp } from '../../src/configure-app.js';

/** An answer over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Harbour as it runs, on a database of its own, asked over HTTP. */
export class RunningHarbour {
  private constructor(
    readonly app: INestApplication,
    readonly database: TestDatabase,
    readonly origin: string,
  ) {}

  static async start(): Promise<RunningHarbour> {
    const database = await createTestDatabase();
    const app = await NestFactory.create(AppModule.on(database.applicationUrl), { logger: false, abortOnError: false });
    configureApp(app);
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

  post(path: string, body: unknown): Promise<Answer> {
    return this.send(path, JSON.stringify(body));
  }

  /** Sends a text as it is. */
  send(path: string, body: string, type = 'application/json'): Promise<Answer> {
    return this.#ask(path, { method: 'POST', body, headers: { 'content-type': type } });
  }

  async #ask(path: string, request: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.origin}${path}`, request);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    const body = (isJson ? JSON.parse(text) : { text }) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body };
  }
}
